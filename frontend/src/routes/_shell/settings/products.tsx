import { createFileRoute } from '@tanstack/react-router';
import { ProductsSettings } from '@/features/products/ProductsSettings';

export const Route = createFileRoute('/_shell/settings/products')({ component: ProductsSettings });
