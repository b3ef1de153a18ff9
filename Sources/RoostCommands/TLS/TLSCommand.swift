import ArgumentParser

/// `roost tls`
struct TLSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tls", abstract: "Certificates of the gateway.",
    discussion: """
      Each lies as one file in $ROOST_HOME/tls. A running daemon that listens with TLS uses a new one for the next connection.

      EXAMPLES
        roost serve --gateway-tls-port 8443
        roost tls local
        roost tls acme www.example.org --email you@example.org
        roost tls add fullchain.pem privkey.pem
        roost tls list
      """,
    subcommands: [
      TLSAddCommand.self, TLSListCommand.self, TLSRemoveCommand.self, TLSLocalCommand.self, TLSAcmeCommand.self,
      TLSRenewalCommand.self,
    ])
}
