export { getPicture } from "./get-picture";
export { sendPicture } from "./send-picture";
