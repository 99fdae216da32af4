export const files = {
  title: 'Files',
  add: 'Add files',
  drop: 'Drop files here, or choose them',
  remove: 'Remove {{name}}',
  removed: '{{name}} is removed',
  sending: 'Sending {{name}}',
  forget: 'Don’t send {{name}}',
  none: 'No files on the card yet',
  size: {
    bytes: '{{size}} B',
    kilobytes: '{{size}} KB',
    megabytes: '{{size}} MB',
  },
} as const;
