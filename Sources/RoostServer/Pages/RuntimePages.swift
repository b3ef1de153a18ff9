import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel
import Synchronization

/// What an installation would mean, and what forms do to runtimes.
struct RuntimePages: Sendable {
  let site: PageSite

  func add(to router: APIRoutes) {
    addLists(to: router)
    addForms(to: router)
    let (site, runtimes) = (site, site.operations.runtimes)
    router.page("install", .runtimesRead) { request, context in
      let wanted = request.uri.queryParameters.getAll("runtime").map { String($0) }.filter { !$0.isEmpty }
      guard !wanted.isEmpty else { return PageAnswer.redirect(to: .runtimes) }
      let plan = try await runtimes.plan(InstallRequest(specifiers: Array(wanted.prefix(40))))
      let draft = RequestReader.text("draft", of: request).flatMap { DraftID($0) }
      return site.page(InstallPage(specifiers: wanted, plan: plan, draft: draft), request, context)
    }
  }

  private func addLists(to router: APIRoutes) {
    let (site, runtimes) = (site, site.operations.runtimes)
    let newer = NewerVersions()
    router.page("runtimes", .runtimesRead) { request, context in
      let outdated = await newer.list(runtimes, mayBeOld: LivePage.isWanted(by: request))
      let page = RuntimesPage(
        runtimes: try await runtimes.list(), outdated: outdated, profiles: try await runtimes.profiles())
      return site.page(page, request, context)
    }
    router.page("runtimes/:specifier", .runtimesRead) { request, context in
      let specifier = try RequestReader.segment("specifier", in: context)
      let runtime = try await runtimes.info(specifier)
      var removals: [String: SafetyCheck] = [:]
      for layer in runtime.installed {
        let wanted = RemoveRequest(specifiers: ["\(layer.runtime)@\(layer.version)"])
        removals[layer.version] = try await runtimes.canRemove(wanted)
      }
      let versions = try RequestReader.flag("versions", of: request) ? try await runtimes.versions(specifier) : nil
      let why = runtime.installed.isEmpty ? nil : try await runtimes.why(specifier)
      return site.page(RuntimePage(runtime: runtime, versions: versions, why: why, removals: removals), request, context)
    }
  }

  private func addForms(to router: APIRoutes) {
    let (runtimes, works) = (site.operations.runtimes, site.works)
    router.form("runtimes/install", .runtimesManage) { fields, _, context in
      let profile = fields["profile"]
      let wanted = profile == nil ? try RuntimePages.specifiers(fields) : []
      let title = "Installing \(profile.map { "the profile \($0)" } ?? wanted.joined(separator: ", "))"
      context.subject.name(profile ?? wanted.joined(separator: ", "))
      let draft = fields["draft"].flatMap { DraftID($0) }
      let app = try fields["app"].map { (name) throws(Problem) in try AppName(name) }
      let place = draft.map { Place.draft($0) } ?? app.map { .app($0, .overview) } ?? .runtimes
      return PageAnswer.redirect(
        to: try works.begin(title, then: place, back: place) { (sink) async throws(Problem) in
          _ = try await runtimes.install(InstallRequest(specifiers: wanted, profile: profile), sink)
        })
    }
    router.form("runtimes/remove", .runtimesManage) { fields, _, context in
      let wanted = try RuntimePages.specifiers(fields)
      context.subject.name(wanted[0])
      try fields.confirm(wanted[0])
      let request = RemoveRequest(specifiers: [wanted[0]], force: fields.isSet("force"))
      return PageAnswer.redirect(
        to: try works.begin("Removing \(wanted[0])", then: .runtimes, back: .runtimes) { (sink) async throws(Problem) in
          _ = try await runtimes.remove(request, sink)
        })
    }
    router.form("runtimes/upgrade", .runtimesManage) { _, _, _ in
      PageAnswer.redirect(
        to: try works.begin("Installing updates", then: .runtimes, back: .runtimes) { (sink) async throws(Problem) in
          _ = try await runtimes.upgrade([], sink)
        })
    }
  }

  private static func specifiers(_ fields: FormFields) throws(Problem) -> [String] {
    _ = try fields.required("runtime")
    return fields.all("runtime")
  }
}

/// Whoever is asked for newer versions asks the machine's package manager and the web: pages that stay open share an answer.
private final class NewerVersions: Sendable {
  private static let age: Duration = .seconds(60)
  private let kept = Mutex<(at: ContinuousClock.Instant, versions: [OutdatedRuntime])?>(nil)

  /// None where nobody could be asked.
  func list(_ runtimes: RuntimeOperations, mayBeOld: Bool) async -> [OutdatedRuntime] {
    if mayBeOld, let kept = kept.withLock({ $0 }), kept.at.duration(to: .now) < NewerVersions.age { return kept.versions }
    let versions: [OutdatedRuntime]
    do throws(Problem) { versions = try await runtimes.outdated() } catch { versions = [] }
    kept.withLock { $0 = (.now, versions) }
    return versions
  }
}
