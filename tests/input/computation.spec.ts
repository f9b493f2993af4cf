import { expect, test } from '@jest/globals';
import { openComputation } from '../../src/input/computation.js';
import { datasets } from '../../src/input/datasets.js';

test('of a known JSON data set nothing is read', async () => {
  const { compute } = await openComputation(
    { from: 'dataset', dataset: 'flights' },
    { baseFolder: '', dataFolders: [] }
  );
  const flight = '{"date":"2001/01/10 18:20","delay":25,"distance":192,"origin":"SAT","destination":"HOU"}';
  expect(compute(flight)).toEqual(datasets['flights']?.format === 'json array' && datasets['flights'].compute(flight));
  expect(compute(flight)).toMatchObject({ key: 'SAT', measure: 25 });
});

test('what must be read to be known is opened, with the words of opening it', async () => {
  const places = { baseFolder: '', dataFolders: [] };
  await expect(openComputation({ from: 'dataset', dataset: 'birdstrikes' }, places)).rejects.toThrow('birdstrikes.csv');
});
