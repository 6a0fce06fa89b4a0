export { addUser } from "./add-user";
export { ensureDemoUsers } from "./ensure-demo-users";
export { listUsers } from "./list-users";
export { createSessionStates, type SessionState } from "./session-state";
export { setDisabled } from "./set-disabled";
export { setPassword } from "./set-password";
export { setRole } from "./set-role";
export { signIn, signInDemo, type SignedIn, type SignInContext, type SignInEvent } from "./sign-in";
export { UserName, type User } from "./user";
