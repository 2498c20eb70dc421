/**
 * Numbers of typed arrays at places that are known to be inside: the compiler cannot know it. One function for each type of array, because one for all
 * would be several times slower.
 */
export function intAt(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

export function floatAt(array: Float32Array, index: number): number {
  return array[index] ?? 0;
}

export function doubleAt(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}

/** `array[index] += amount` */
export function increase(array: Int32Array, index: number, amount: number): void {
  array[index] = intAt(array, index) + amount;
}

export function addFloat(array: Float32Array, index: number, amount: number): void {
  array[index] = floatAt(array, index) + amount;
}

export function addDouble(array: Float64Array, index: number, amount: number): void {
  array[index] = doubleAt(array, index) + amount;
}
