import { useId, useState } from 'react';
import { stageColor, stageColors, type StageColor } from '@/entities/deals/stageColor';
import { useText } from '@/i18n/text';
import styles from './ColorChoice.module.css';

interface ColorChoiceProps {
  value: string;
  onChange: (color: string) => void;
}

const isNamed = (color: string): color is StageColor => stageColors.some((name) => name === color);

/** One of the colours that stages have; one that a program set otherwise stays there to be kept. */
export function ColorChoice({ value, onChange }: ColorChoiceProps) {
  const t = useText('pipelines');
  const group = useId();
  const [before] = useState(value);
  const colors = isNamed(before) ? stageColors : [before, ...stageColors];
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('stage.color')}</legend>
      <div className={styles.swatches}>
        {colors.map((color) => {
          const name = isNamed(color) ? t(`colors.${color}`) : t('colors.own');
          return (
            <label key={color} className={styles.swatch} title={name}>
              <input
                type="radio"
                name={group}
                className={styles.radio}
                aria-label={name}
                checked={color === value}
                onChange={() => onChange(color)}
              />
              <span aria-hidden className={styles.color} style={{ backgroundColor: stageColor(color) }} />
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
