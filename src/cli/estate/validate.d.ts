/** Made by `tools/validator.js` from `schema/judged-stack.schema.json` when the package is built. */

declare const validate: {
  (value: unknown): boolean;
  /** Of the last value that was asked of. */
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
};
export default validate;
