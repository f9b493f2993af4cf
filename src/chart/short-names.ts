/** The page's configurations in a word or two, for sentences and labels that have no room for the page's own. */
import type { ConfigurationId } from '../terms/result.js';

export const shortNames: Readonly<Record<ConfigurationId, string>> = {
  unreliable: 'unreliable receivers',
  'reliable-unreplicated': 'unreplicated receivers',
  'reliable-replicated': 'replicated receivers',
  'reliable-wal': 'the write-ahead log',
  'direct-no-checkpoint': 'the direct consumer without checkpoints',
  'direct-checkpoint': 'the direct consumer with checkpoints'
};
