// A program that uses one of the two providers.
import { Zego } from "closeroom";

globalThis.runExercise = ({ config, roomId, options }) =>
  new Zego(config).buildCloseRoom(roomId, options);
