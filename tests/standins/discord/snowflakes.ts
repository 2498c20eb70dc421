const discordEpoch = 1_420_070_400_000n;
const serialBits = 22n;

/** Makes ids as Discord does: the time of creation above, a serial number below. */
export function makeSnowflakes(now: () => number): (createdAt?: number) => string {
  let serial = 0n;
  return (createdAt = now()) => {
    serial += 1n;
    return String(((BigInt(Math.floor(createdAt)) - discordEpoch) << serialBits) | (serial & 0x3fffffn));
  };
}

/** The time of creation inside an id, in milliseconds. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> serialBits) + discordEpoch);
}
