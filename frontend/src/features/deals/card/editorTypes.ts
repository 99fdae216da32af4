import type { EditorTools } from './EditableField';
import type { DealValue } from './useDealEdit';

export type { DealValue };

export interface EditorProps extends EditorTools {
  value: DealValue;
}
