/** The words of the questionnaire that code knows by name, apart from the schemas (see catalog/terms.ts). */

export const importances = ['not-important', 'normal', 'important', 'decisive'] as const;
export type Importance = (typeof importances)[number];
export const permissions = ['commercial-licence', 'application-changes', 'beta-features'] as const;
export type Permission = (typeof permissions)[number];
