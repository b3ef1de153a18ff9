import ArgumentParser
import RoostClient
import RoostModel

/// `roost app webhook`
struct AppWebhookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "webhook", abstract: "Deploy an app when somebody pushes to its repository.",
    discussion: """
      Makes a secret and says it once, with the URL to enter at the forge: GitHub, Gitea and Forgejo, or GitLab. Pushes to the \
      branch deploy its head, fetched from the app's own source; a commit with [skip ci] or [skip roost] does not, and with \
      `watch` in roost.yml only changes to those files do.

      EXAMPLES
        roost app webhook shop
        roost app webhook shop --branch release
        roost app webhook shop --renew       another secret in place of the old one
        roost app webhook shop --remove
      """)

  @OptionGroup var app: AppArgument
  @Option(help: "Only pushes to it deploy; without, the app's own, or main.")
  var branch: String?
  @Flag(help: "Make another secret; the old one is worth nothing then.")
  var renew = false
  @Flag(help: "Listen no more.")
  var remove = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if remove, renew || branch != nil { throw ValidationError("--remove goes alone.") }
  }

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      if remove {
        try await daemon.removeWebhook(of: name)
        return try console.show(["removed": name]) { _ in "\(name) listens to no pushes\n" }
      }
      let present = try await daemon.webhook(of: name)
      let isKept = present != nil && !renew && branch == nil
      let detail: WebhookDetail
      if let present, isKept {
        detail = present
      } else {
        detail = try await daemon.makeWebhook(WebhookRequest(branch: branch ?? present?.branch), of: name)
      }
      try console.show(detail) { WebhookText(name: name, detail: detail).text($0) }
    }
  }
}
