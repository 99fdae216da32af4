import { DatePicker } from '@mantine/dates';

interface DayChoiceProps {
  value: string | null;
  onChoose: (day: string | null) => void;
}

/** The calendar of DayInput, in a chunk of its own. */
export default function DayChoice({ value, onChoose }: DayChoiceProps) {
  return <DatePicker size="xs" value={value} onChange={onChoose} />;
}
