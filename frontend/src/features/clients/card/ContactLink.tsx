import type { ContactPoint } from '@/api/contract';
import { PhoneLink } from '@/entities/PhoneLink';
import { isMasked } from '@/lib/masked';

/** Where one click on a way to reach somebody leads; null for what leads nowhere. */
function addressOf({ kind, value, normalized }: ContactPoint): string | null {
  const name = value.replace(/^@/, '');
  const number = (normalized ?? value).replaceAll(/\D/g, '');
  switch (kind) {
    case 'email':
      return `mailto:${value}`;
    case 'telegram':
      return `https://t.me/${encodeURIComponent(name)}`;
    case 'whatsapp':
      return `https://wa.me/${number}`;
    case 'instagram':
      return `https://instagram.com/${encodeURIComponent(name)}`;
    case 'facebook':
      return `https://facebook.com/${encodeURIComponent(name)}`;
    case 'website':
      return /^https?:\/\//.test(value) ? value : `https://${value}`;
    default:
      return null;
  }
}

/** A way to reach somebody that one click uses; one that may not be read is only seen to be there. */
export function ContactLink({ point }: { point: ContactPoint }) {
  if (point.kind === 'phone') return <PhoneLink phone={point.normalized ?? point.value} />;
  const address = isMasked(point.value) ? null : addressOf(point);
  if (address === null) return <span>{point.value}</span>;
  const leaves = address.startsWith('https:');
  return (
    <a href={address} target={leaves ? '_blank' : undefined} rel={leaves ? 'noopener noreferrer' : undefined}>
      {point.value}
    </a>
  );
}
