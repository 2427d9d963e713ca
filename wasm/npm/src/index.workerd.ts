import { coreOf } from "./core.js";
import { load } from "./load/workerd.js";
import { trtcClass } from "./trtc.js";
import type * as types from "./types.js";
import { zegoClass } from "./zego.js";

export * from "./api.js";

const core = /*@__PURE__*/ coreOf(load);

/** Closes rooms of a ZEGOCLOUD project. */
export const Zego: types.ZegoConstructor = /*@__PURE__*/ zegoClass(core);
export type Zego = types.Zego;

/** Closes rooms of a TRTC application. */
export const Trtc: types.TrtcConstructor = /*@__PURE__*/ trtcClass(core);
export type Trtc = types.Trtc;
