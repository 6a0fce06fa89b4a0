import { handleAuth } from "@/lib/server/users/handle-auth";

export { handleAuth as GET, handleAuth as POST };
