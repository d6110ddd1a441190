import { startSite } from "@/tests/support/running-site";

/** One site for all journeys; each test is its own network, so that their limits do not meet. */
export default async function setup() {
  const site = await startSite({ TRUSTED_PROXIES: "1", LOG_LEVEL: "error" });
  process.env.SITE_URL = site.url;
  process.env.SITE_DATA_DIR = site.dataDir;
  return () => site.stop();
}
