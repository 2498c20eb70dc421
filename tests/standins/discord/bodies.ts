/** What Discord accepts in a request, once the schema has been checked: only the fields that the stand-in reads. */

export type ComponentBody = {
  type: number;
  id?: number | null;
  custom_id?: string | null;
  label?: string | null;
  style?: number;
  url?: string | null;
  sku_id?: string | null;
  emoji?: { id?: string | null; name: string } | null;
  disabled?: boolean | null;
  placeholder?: string | null;
  min_values?: number | null;
  max_values?: number | null;
  options?: { label: string; value: string; description?: string | null; default?: boolean | null }[];
  content?: string;
  description?: string | null;
  components?: ComponentBody[];
  accessory?: ComponentBody;
  component?: ComponentBody;
};

export type EmbedBody = {
  title?: string | null;
  description?: string | null;
  author?: { name?: string | null } | null;
  footer?: { text?: string | null } | null;
  fields?: { name: string; value: string }[] | null;
  image?: object | null;
  thumbnail?: object | null;
};

export type MessageBody = {
  content?: string | null;
  embeds?: EmbedBody[] | null;
  components?: ComponentBody[] | null;
  flags?: number | null;
  allowed_mentions?: { parse?: string[] | null; users?: string[] | null; roles?: string[] | null } | null;
  attachments?: { id: string; filename?: string | null; description?: string | null }[] | null;
  poll?: object | null;
  sticker_ids?: string[] | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  message_reference?: { message_id: string } | null;
};

export type Localizations = Record<string, string> | null;

export type OptionBody = {
  type: number;
  name: string;
  name_localizations?: Localizations;
  description: string;
  description_localizations?: Localizations;
  required?: boolean | null;
  options?: OptionBody[] | null;
  choices?: { name: string; name_localizations?: Localizations; value: string | number }[] | null;
  autocomplete?: boolean | null;
  min_value?: number | null;
  max_value?: number | null;
  min_length?: number | null;
  max_length?: number | null;
};

export type CommandBody = {
  name: string;
  name_localizations?: Localizations;
  description?: string | null;
  description_localizations?: Localizations;
  type?: number | null;
  options?: OptionBody[] | null;
  default_member_permissions?: string | number | null;
  dm_permission?: boolean | null;
  contexts?: number[] | null;
  integration_types?: number[] | null;
  nsfw?: boolean | null;
};

export type Choice = { name: string; value: string | number };

export type ModalBody = { custom_id: string; title: string; components: ComponentBody[] };

export type CallbackBody = { type: number; data?: (MessageBody & { choices?: Choice[] | null }) | ModalBody | null };

/** Every component in a tree, outermost first: rows, containers, sections with their accessory, labels. */
export function allComponents(components: readonly ComponentBody[]): ComponentBody[] {
  return components.flatMap((component) => [component, ...allComponents(childrenOf(component))]);
}

function childrenOf(component: ComponentBody): ComponentBody[] {
  const inner = [component.accessory, component.component].filter((one) => one !== undefined);
  return [...(component.components ?? []), ...inner];
}
