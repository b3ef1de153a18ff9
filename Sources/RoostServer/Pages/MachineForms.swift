import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// What forms do to the machine: deployments of new apps, runtimes.
struct MachineForms: Sendable {
  let site: PageSite

  func add(to router: APIRoutes) {
    let (site, runtimes) = (site, site.operations.runtimes)
    router.page("deploy", .appsDeploy, .node) { request, context in
      site.page(DeployPage(runtimes: try await runtimes.list()), request, context)
    }
    router.form("deploy", .appsDeploy, .node) { fields, _, _ in
      let name = try AppName(try fields.required("name"))
      let request = DeployRequest(
        directory: "", name: name.text, installsRuntimes: fields.isSet("installs"), source: try MachineForms.source(fields))
      let deploy = site.operations.apps.deploy
      return PageAnswer.redirect(
        to: try site.works.begin("Deploying \(name)", then: .app(name, .overview)) { (sink) async throws(Problem) in
          _ = try await deploy(request, sink)
        })
    }
    addRuntimes(to: router)
  }

  private func addRuntimes(to router: APIRoutes) {
    let (runtimes, works) = (site.operations.runtimes, site.works)
    router.form("runtimes/install", .runtimesManage) { fields, _, _ in
      let wanted = try MachineForms.specifiers(fields)
      let title = "Installing \(wanted.joined(separator: ", "))"
      return PageAnswer.redirect(
        to: try works.begin(title, then: .runtimes) { (sink) async throws(Problem) in
          _ = try await runtimes.install(InstallRequest(specifiers: wanted), sink)
        })
    }
    router.form("runtimes/remove", .runtimesManage) { fields, _, _ in
      let wanted = try MachineForms.specifiers(fields)
      try fields.confirm(wanted[0])
      let request = RemoveRequest(specifiers: [wanted[0]], force: fields.isSet("force"))
      return PageAnswer.redirect(
        to: try works.begin("Removing \(wanted[0])", then: .runtimes) { (sink) async throws(Problem) in
          _ = try await runtimes.remove(request, sink)
        })
    }
    router.form("runtimes/upgrade", .runtimesManage) { _, _, _ in
      PageAnswer.redirect(
        to: try works.begin("Installing updates", then: .runtimes) { (sink) async throws(Problem) in
          _ = try await runtimes.upgrade([], sink)
        })
    }
  }

  private static func specifiers(_ fields: FormFields) throws(Problem) -> [String] {
    _ = try fields.required("runtime")
    return fields.all("runtime")
  }

  /// Of the network alone: paths of the machine are not for forms.
  private static func source(_ fields: FormFields) throws(Problem) -> DeploySource {
    if let url = fields["git"] {
      let source = DeploySource.git(.init(url: url, reference: fields["reference"], subdirectory: fields["subdirectory"]))
      guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
        throw Problem(
          .usageInvalid, "\(url.prefix(100).debugDescription) is no address that begins with https://",
          hint: "deploy what needs a key on the machine: roost deploy \(SourceText.line(url, atMost: 100)) --key-file FILE")
      }
      return source
    }
    return .url(.init(url: try fields.required("url"), sha256: fields["sha256"]))
  }
}
