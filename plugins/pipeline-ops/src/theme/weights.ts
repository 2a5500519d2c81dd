/** Font weights, as the Backstage theme has them; its own tokens do not fit the types of Material UI's style sheets. */
export const WEIGHT = { regular: 400, medium: 500, bold: 700 } as const;
