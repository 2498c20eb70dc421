/** Where to listen, as the operator set it, and under which name. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** The variable that names the port. */
  readonly variable: string;
}

/** Why nothing can listen there, and which variable is to be changed: the host may be at fault as well as the port. */
export function whyNotListening(error: unknown, { host, port, variable }: Endpoint): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `${variable}: another program listens on port ${port} already. Stop it (perhaps it is an earlier bot), or choose another port.`;
  if (code === 'EACCES')
    return `${variable}: this user may not listen on port ${port}; ports below 1024 belong to the system. Choose a higher one, such as 8080.`;
  if (/^(ENOTFOUND|EADDRNOTAVAIL|EAFNOSUPPORT|EINVAL|EAI_)/.test(code))
    return `HOST: "${host}" is not an address of this machine (${code}). ${hostRemedy}`;
  return `${variable}: nothing can listen on ${host}, port ${port}: ${message}`;
}

/** A setting of the shell comes before one of `.env`, so it has to go. */
const hostRemedy =
  'Some tools, conda for one, set HOST for themselves: start the bot with HOST=127.0.0.1 for this machine alone, HOST=0.0.0.0 for all others, or unset HOST.';
