import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost gateway password`
struct GatewayPasswordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "password", abstract: "Make what roost.yml keeps of a password.",
    discussion: """
      Reads one line, from the terminal without showing it, and prints its hash for `gateway.auth.users` in roost.yml. Needs \
      no daemon; the password is kept nowhere. Hashes of `htpasswd -B` and `mkpasswd` are accepted there too.

      EXAMPLES
        roost gateway password
        printf '%s\\n' "$PASSWORD" | roost gateway password --json | jq -r .hash
      """)

  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  func run() async throws {
    let console = Console(json: json, surroundings: .current())
    guard let password = await HiddenLine.read("Password: ", console: console) else {
      throw Problem(.usageInvalid, "no password was given", hint: "type one line, or pipe it in: roost gateway password")
    }
    let answer = HashedPassword(hash: try await PasswordEntry.hash(password))
    try console.show(answer) { _ in "\(answer.hash)\n" }
  }

  private struct HashedPassword: Codable {
    let hash: PasswordHash
  }
}
