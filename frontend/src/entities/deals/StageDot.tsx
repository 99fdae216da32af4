import { stageColor } from './stageColor';
import styles from './StageDot.module.css';

/** The colour of a stage as a small dot beside its name. */
export function StageDot({ color }: { color: string }) {
  return <span aria-hidden className={styles.dot} style={{ backgroundColor: stageColor(color) }} />;
}
