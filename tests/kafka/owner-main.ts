/** A program that owns a broker, says when it is ready, and waits to be killed. */
import { OwnBroker } from '../../src/kafka/own-broker.js';

const [keeper = '', folder = '', brokers = '1'] = process.argv.slice(2);
const broker = await OwnBroker.start({ keeper, folder, brokers: Number(brokers), say: () => undefined });
console.log(`ready ${broker.pid()}`);
