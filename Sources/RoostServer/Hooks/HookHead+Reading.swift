import HTTPTypes
import Hummingbird
import RoostModel

extension HookHead {
  init(_ forge: HookDelivery.Forge, _ app: String, _ request: Request) {
    func field(_ name: String) -> String { HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
    let names =
      switch forge {
      case .github: ("x-github-event", "x-github-delivery", "x-hub-signature-256")
      case .gitlab: ("x-gitlab-event", "x-gitlab-event-uuid", "x-gitlab-token")
      }
    self.init(
      forge: forge, app: app, event: field(names.0), delivery: field(names.1), proof: field(names.2),
      length: request.headers[.contentLength].flatMap { Int($0) }, client: field("x-forwarded-for"))
  }
}
