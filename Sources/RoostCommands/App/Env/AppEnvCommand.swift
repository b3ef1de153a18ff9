import ArgumentParser

/// `roost app env`
struct AppEnvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "env", abstract: "See and change the variables and secrets of an app.",
    discussion: """
      Values are kept sealed under the key $ROOST_HOME/key: keep a copy of it. A secret is never shown again, and what is \
      shown of the app's output and deployments has *** in its place.

      Stronger than `env` in roost.yml. HOME, HOST, PATH, PORT and ROOST_* are Roost's own: the app finds its port in PORT, \
      its data in ROOST_DATA_DIR, where it is found in ROOST_URL and ROOST_BASE_PATH.

      A value may name other apps: ${app.back.URL}, ${app.back.HOST}, ${app.back.PORT} as visitors reach it, and \
      ${app.back.env.TOKEN} for a variable, a secret one only in a secret. $${app. is the text itself. In a sandbox \
      the app itself reaches the apps whose URL, host or port it was given here, at that URL, and no others.

      EXAMPLES
        roost app env list shop
        roost app env set shop LOG_LEVEL=debug
        roost app env set shop STRIPE_KEY --secret     asks, and shows nothing
        roost app env import shop .env --secret
        roost app env generate shop SESSION_KEY
      """,
    subcommands: [
      AppEnvListCommand.self, AppEnvSetCommand.self, AppEnvUnsetCommand.self, AppEnvImportCommand.self,
      AppEnvGenerateCommand.self, AppEnvHistoryCommand.self, AppEnvRestoreCommand.self,
    ])
}
