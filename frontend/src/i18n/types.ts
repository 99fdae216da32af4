import type { Language } from './languages';

/** A text that depends on a count, in the forms of the language. Russian says 1 сделка, 2 сделки, 5 сделок. */
export type PluralForms<L extends Language> = L extends 'ru'
  ? { one: string; few: string; many: string; other: string }
  : { one: string; other: string };

/** A plural of the English catalogue. */
interface EnglishPlural {
  readonly one: string;
  readonly other: string;
}

/** The shape that the catalogue of another language must have: the keys of the English one, each with its own text. */
export type Localised<English, L extends Language> = {
  [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends EnglishPlural
      ? PluralForms<L>
      : Localised<English[Key], L>;
};

/** The dotted paths of a catalogue's texts; a plural is one text. */
export type TextKey<Catalogue> = {
  [Key in keyof Catalogue & string]: Catalogue[Key] extends string | EnglishPlural
    ? Key
    : `${Key}.${TextKey<Catalogue[Key]>}`;
}[keyof Catalogue & string];

type Lookup<Catalogue, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Catalogue
    ? Lookup<Catalogue[Head], Rest>
    : never
  : Path extends keyof Catalogue
    ? Catalogue[Path]
    : never;

/** The names between {{ and }} of a text. */
type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type TextParameters<Value> = Value extends string
  ? Placeholders<Value>
  : Value extends EnglishPlural
    ? Placeholders<Value['one']> | Placeholders<Value['other']> | 'count'
    : never;

type ParameterValue<Name extends string> = Name extends 'count' ? number : string | number;

/** No parameters for a plain text, all of them for a text with placeholders. */
export type TextArguments<Catalogue, Path extends string> = [
  TextParameters<Lookup<Catalogue, Path>>,
] extends [never]
  ? []
  : [parameters: { [Name in TextParameters<Lookup<Catalogue, Path>>]: ParameterValue<Name> }];
