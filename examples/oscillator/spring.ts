/** How fast the oscillation dies out, as a share of what would keep it from swinging at all. */
export const zeta = 0.15;

/** How fast it swings where nothing damps it, in radians a second. */
export const omega = 2;
