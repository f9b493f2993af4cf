/** Signs are drawn, not typed, so no font needs to have them. Paths in the square from −1 to 1, as Vega's `shape` takes them. */
export const sign = {
  check: 'M-.55,.05L-.35,-.15L-.12,.12L.38,-.45L.58,-.25L-.1,.5Z',
  cross: 'M-.5,-.32L-.32,-.5L0,-.18L.32,-.5L.5,-.32L.18,0L.5,.32L.32,.5L0,.18L-.32,.5L-.5,.32L-.18,0Z',
  bang: 'M-.13,-.6L.13,-.6L.09,.15L-.09,.15ZM-.13,.32L.13,.32L.13,.58L-.13,.58Z',
  bolt: 'M.15,-1L-.6,.18L-.08,.18L-.2,1L.6,-.25L.06,-.25Z',
  disc: 'circle',
  triangle: 'triangle-up'
} as const;
