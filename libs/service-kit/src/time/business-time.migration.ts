/** The table of the business-time offset. */
export const businessTimeTables: readonly string[] = [
  `CREATE TABLE business_time (
     id varchar(40) NOT NULL PRIMARY KEY,
     offset_ms bigint NOT NULL,
     version int NOT NULL,
     announced bigint NOT NULL
   )`,
  `INSERT INTO business_time (id, offset_ms, version, announced) VALUES ('offset', 0, 1, 0)`,
];
