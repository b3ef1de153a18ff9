import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// Pages from a source to an app: what is sent or fetched, what would be done with it, and doing it.
struct DeployPages: Sendable {
  let site: PageSite

  func add(to router: APIRoutes) {
    let (site, runtimes, sources) = (site, site.operations.runtimes, site.operations.sources)
    router.page("deploy", .appsDeploy, .node) { request, context in
      site.page(DeployPage(runtimes: try await runtimes.list()), request, context)
    }
    router.form("deploy", .appsDeploy, .node) { fields, _, _ in
      var source = try DeployPages.source(fields)
      if case .git(var git) = source, let token = fields["token"] {
        git.credential = try await DeployPages.keep(token, sources)
        source = .git(git)
      }
      return try begin("Fetching \(SourceText.line(fields["git"] ?? fields["url"] ?? "", atMost: 80))", source)
    }
    router.on(.post, "deploy/upload", .appsDeploy, .node, body: .upload) { request, _ in
      let (name, upload) = try await FormUpload.receive(request, into: sources.beginUpload)
      return try begin("Looking at \(SourceText.line(name, atMost: 80))", .archive(.init(upload: upload.id, name: name)))
    }
    addDrafts(to: router)
    addProgress(to: router)
  }

  private func addDrafts(to router: APIRoutes) {
    let (site, operations) = (site, site.operations)
    router.page("drafts/:id", .appsDeploy, .node) { request, context in
      let overrides = try DraftFields.overrides { RequestReader.text($0, of: request) }
      let draft = try await operations.drafts.look(RequestReader.draft(in: context), overrides)
      let apps = try await operations.apps.list()
      let page = DraftPage(
        draft: draft, install: await DeployPages.cost(draft.plan?.neededSpecifiers ?? [], operations.runtimes),
        existing: apps.first { $0.name == draft.name }, gateway: try await operations.status().gateway)
      return site.page(page, request, context)
    }
    router.form("drafts/:id", .appsDeploy, .node) { fields, _, context in
      let id = try RequestReader.draft(in: context)
      let name = try AppName(try fields.required("name"))
      if !fields.isSet("replaces"), try await operations.apps.list().contains(where: { $0.name == name }) {
        throw Problem(
          .appExists, "there is an app \(name) already",
          hint: "go back and choose another name, or say that this is its next release")
      }
      context.subject.name(name.text)
      var wanted = DraftDeployment(
        name: name, installsRuntimes: fields.isSet("installs"), variables: try DraftFields.variables(fields),
        overrides: try DraftFields.overrides { fields[$0] })
      wanted.mayMove = context.mayAdministerNode ? true : nil
      let deployment = wanted
      return PageAnswer.redirect(
        to: try site.works.begin("Deploying \(name)", then: .app(name, .overview), back: .draft(id)) {
          (sink) async throws(Problem) in
          _ = try await operations.drafts.deploy(id, deployment, sink)
        })
    }
    router.form("drafts/:id/discard", .appsDeploy, .node) { _, _, context in
      try await operations.drafts.discard(RequestReader.draft(in: context))
      return PageAnswer.redirect(to: .deploy)
    }
  }

  private func addProgress(to router: APIRoutes) {
    let site = site
    router.page("progress/:number", .nodeRead) { request, context in
      let number = try RequestReader.number("number", in: context)
      if let place = site.works.place(behind: number) { return PageAnswer.redirect(to: place) }
      return site.page(try site.works.page(number), request, context)
    }
  }

  /// Fetching takes time, and leads to what was found.
  private func begin(_ title: String, _ source: DeploySource) throws(Problem) -> Response {
    let make = site.operations.drafts.make
    let place = try site.works.begin(title, back: .deploy) { (sink) async throws(Problem) in
      Place.draft(try await make(DraftRequest(source: source), sink).id)
    }
    return PageAnswer.redirect(to: place)
  }

  /// What installing these would take; `nil` also when nobody can say, as without a network.
  static func cost(_ wanted: [String], _ runtimes: RuntimeOperations) async -> InstallPlan? {
    guard !wanted.isEmpty else { return nil }
    do throws(Problem) { return try await runtimes.plan(InstallRequest(specifiers: wanted)) } catch { return nil }
  }

  private static func keep(_ token: String, _ sources: SourceOperations) async throws(Problem) -> UploadID {
    let sink = try await sources.beginUpload()
    do throws(Problem) {
      try await sink.write(Array(token.utf8))
      return try await sink.finish().id
    } catch {
      await sink.abandon()
      throw error
    }
  }

  /// Of the network alone: paths of the machine are not for forms.
  private static func source(_ fields: FormFields) throws(Problem) -> DeploySource {
    if let url = fields["git"] {
      let known = ["https://", "http://", "github:", "gitlab:", "codeberg:"]
      guard known.contains(where: { url.hasPrefix($0) }) else {
        throw Problem(
          .usageInvalid, "\(url.prefix(100).debugDescription) is no address that begins with https://",
          hint: "deploy what needs a key on the machine: roost deploy \(SourceText.line(url, atMost: 100)) --key-file FILE")
      }
      return .git(.init(url: url, reference: fields["reference"], subdirectory: fields["subdirectory"]))
    }
    return .url(.init(url: try fields.required("url"), sha256: fields["sha256"]))
  }
}
