/** The calls of the API: `await dealsMove({ path, body, headers })`. Screens import from here, never from generated/. */
export * from './generated/sdk.gen';
