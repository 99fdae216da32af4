import { TextInput, type TextInputProps } from '@mantine/core';

/** What a record is called: the first field of its form, never empty. */
export function NameInput(props: TextInputProps) {
  return <TextInput required withAsterisk={false} maxLength={200} data-autofocus {...props} />;
}
