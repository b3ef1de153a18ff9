import RoostModel
import Testing

@Suite struct AuthorizeTests {
  private let shop: AppName
  private let blog: AppName
  init() throws {
    shop = try AppName("shop")
    blog = try AppName("blog")
  }

  private func token(_ scope: AccessScope, _ apps: Set<AppName>? = nil) -> AccessActor {
    AccessActor(kind: .token, name: "ci", id: 1, scope: scope, apps: apps)
  }

  private func refusal(_ actor: AccessActor, _ action: AccessAction, _ resource: AccessResource) -> ProblemCode? {
    do throws(Problem) {
      try authorize(actor, action, resource)
      return nil
    } catch { return error.code }
  }

  @Test(arguments: AccessAction.allCases) func nobodyMayOnlyComeIn(_ action: AccessAction) {
    let expected: ProblemCode? = action == .sessionOpen ? nil : .accessUnauthenticated
    for resource in [AccessResource.node, .visible, .app(shop)] where action != .sessionOpen || resource == .node {
      #expect(refusal(.nobody, action, resource) == expected, "\(action) \(resource)")
    }
  }

  @Test(arguments: AccessAction.allCases) func whoIsOfThisMachineMayDoAll(_ action: AccessAction) {
    for resource in [AccessResource.node, .visible, .app(shop)] { #expect(refusal(.local, action, resource) == nil) }
  }

  @Test(arguments: AccessAction.allCases, AccessScope.allCases)
  func aScopeReachesSoFar(_ action: AccessAction, _ scope: AccessScope) {
    let isEnough: Bool
    switch action.requirement {
    case .nobody, .somebody: isEnough = true
    case .scope(let least): isEnough = least <= scope
    }
    #expect(refusal(token(scope), action, .app(shop)) == (isEnough ? nil : .accessDenied))
    #expect(refusal(token(scope), action, .node) == (isEnough ? nil : .accessDenied))
    #expect(refusal(token(scope, [shop]), action, .app(shop)) == (isEnough ? nil : .accessDenied))
    #expect(refusal(token(scope, [shop]), action, .visible) == (isEnough ? nil : .accessDenied))
  }

  @Test(arguments: AccessAction.allCases) func whoIsForOneAppReachesNothingElse(_ action: AccessAction) {
    let actor = token(.admin, [shop])
    #expect(refusal(actor, action, .app(blog)) == .accessDenied)
    let isOwn = action == .sessionOpen || action == .sessionOwn
    #expect(refusal(actor, action, .node) == (isOwn ? nil : .accessDenied))
    #expect(refusal(token(.admin, []), action, .app(shop)) == .accessDenied)
  }

  @Test func scopesAreWhatTheirNamesSay() {
    #expect(refusal(token(.read), .appsRead, .app(shop)) == nil)
    #expect(refusal(token(.read), .appsConfigure, .app(shop)) == .accessDenied)
    #expect(refusal(token(.deploy), .appsDeploy, .app(shop)) == nil)
    #expect(refusal(token(.deploy), .appsRemove, .app(shop)) == .accessDenied)
    #expect(refusal(token(.deploy), .nodeAdmin, .node) == .accessDenied)
    #expect(refusal(token(.deploy), .accessManage, .node) == .accessDenied)
  }

  @Test func aRefusalSaysWhatHelps() {
    let problem = #expect(throws: Problem.self) { try authorize(token(.read), .appsDeploy, .app(shop)) }
    #expect(problem?.hint == "use a token that may: roost token create NAME --scope deploy")
  }

  @Test(arguments: ["", "A", "-a", "a b", "é", String(repeating: "a", count: 41), "a/b", "a\u{0}"])
  func namesAreNarrow(_ text: String) { #expect(throws: Problem.self) { try AccessName(text) } }
}
