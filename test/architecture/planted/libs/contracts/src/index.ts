export const NoticeSentSchema = { typeName: 'NoticeSent' };
