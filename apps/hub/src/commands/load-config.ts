import { buildConfig, type HubConfig } from '../config.ts';
import { EnvironmentError, readEnvironment } from '../env.ts';
import { keepAdminKey, keepDevelopmentSecrets } from '../secrets.ts';

/** The exit code of "the configuration is wrong", as sysexits(3) has it. */
const wrongConfiguration = 78;

/** Environment to configuration. In development, secrets that are not set are made once and kept in DATA_DIR. */
export async function loadConfig(environment: Readonly<Record<string, string | undefined>>): Promise<HubConfig> {
  const env = readEnvironment(environment);
  if (env.NODE_ENV === 'production') return buildConfig(env, {});
  const isComplete = env.TOKEN_ENC_KEY !== undefined && env.STATE_SECRET !== undefined;
  return buildConfig(env, {
    ...(isComplete ? {} : await keepDevelopmentSecrets(env.DATA_DIR)),
    ...(env.ADMIN_API_KEY === undefined ? { ADMIN_API_KEY: await keepAdminKey(env.DATA_DIR) } : {}),
  });
}

/** As `loadConfig` of this process; complaints go to the person at the keyboard, and the process ends. */
export async function loadConfigOrExit(): Promise<HubConfig> {
  try {
    return await loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(wrongConfiguration);
  }
}
