import { Select } from '@mantine/core';

interface FilterSelectProps<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value | undefined;
  /** What is shown when nothing is chosen. */
  unset: string;
  onChange: (value: Value | undefined) => void;
}

/** One thing that a list is narrowed by; inside a popover, whose focus it must not leave. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, choices, value, unset, onChange } = props;
  return (
    <Select
      label={label}
      data={[...choices]}
      value={value ?? null}
      onChange={(chosen) => onChange(choices.find((one) => one.value === chosen)?.value)}
      placeholder={unset}
      clearable
      comboboxProps={{ withinPortal: false }}
    />
  );
}
