/** JSON as every command prints it: indented, one value, one line feed at the end. */
export const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
