import RoostModel
import Testing

@testable import RoostCommands

/// Places and rules of an app as its user reads them.
@Suite struct RouteTextTests {
  @Test func placesAndRules() throws {
    var settings = RouteSettings()
    settings.hosts = ["shop.example.com"].compactMap { RouteHost($0) }
    settings.paths = [RoutePath("/cart"), RoutePath("/raw", strip: false)].compactMap { $0 }
    settings.allow = ["10.0.0.0/8"].compactMap { AddressRange($0) }
    settings.redirects = [
      PathRule(from: try #require(PathPattern("/a/*")), to: try #require(PathTemplate("/b/:splat")), status: 301)
    ]
    settings.headers = HeadEdits(request: nil, response: FieldEdits(set: ["X-A": "b"], add: ["X-C": "d"], remove: ["X-E"]))
    let text = RouteText(settings: settings, name: try AppName("shop"))
    #expect(
      text.places == [
        "/app/shop/", "shop.localhost/", "shop.example.com/cart/", "shop.example.com/raw/  (the app sees the whole path)",
      ])
    #expect(text.rules == ["only for 10.0.0.0/8", "/a/* redirects to /b/:splat (301)", "responses: X-A: b, +X-C: d, -X-E"])
    #expect(RouteText(settings: settings, name: nil).places == [])
    #expect(RouteText(settings: RouteSettings(), name: nil).rules == [])
  }

  @Test func closedAppsSaySo() throws {
    var app = AppSummary(
      name: try AppName("shop"), type: .node, state: .running, release: 1, urls: ["http://localhost:8080/app/shop/"], pid: 1,
      startedAt: 0,
      restarts: 0)
    app.maintenance = Maintenance(message: "Back at noon.", allow: ["192.0.2.0/24"].compactMap { AddressRange($0) })
    #expect(AppText(now: 1).list([app], .plain).contains("running (closed)"))
    #expect(AppText(now: 1).maintained(app, .plain) == "shop is closed to its visitors: Back at noon.; not for 192.0.2.0/24\n")
    let detail = AppDetail(
      summary: app, plan: nil, releases: [], layers: [], dataDirectory: "/d", lastExit: nil, problem: nil, rescued: 3)
    let text = AppText(now: 1).detail(detail, .plain)
    #expect(text.contains("Back at noon.; not for 192.0.2.0/24\n") && text.contains("3x a request without the prefix"))
  }
}
