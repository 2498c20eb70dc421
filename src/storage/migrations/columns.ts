/** For `addColumn(name, type, notNull)`. */
export function notNull<Column extends { notNull(): Column }>(column: Column): Column {
  return column.notNull();
}
