/**
 * The one comm of this kernel: what goes on, for every front end that is connected. Its id is known beforehand, so that one message
 * reaches all of them, and none is left behind by a page that was closed. It is open as long as the kernel lives: opening it, or
 * sending to it, asks to be told; closing it closes one front end's end alone.
 */
import type { Desk } from './answer.js';
import { isJson, type Json } from './wire.js';

/** Its id, and the name of its target. */
export const LIVE_COMM = 'spillway';

/** From now on tells what goes on. The message that asked is the parent of all that is told. */
export async function tellLive(content: Json, desk: Desk): Promise<void> {
  const { data } = content;
  const interpreter = await desk.interpreter();
  interpreter.follow(isJson(data) ? data : {}, state => desk.publish('comm_msg', { comm_id: LIVE_COMM, data: state }));
}
