import RoostModel
import Testing

@testable import RoostCommands

@Suite struct AppTextTests {
  private let now = 10_000.0

  private func app(_ name: String, _ state: AppState) throws -> AppSummary {
    AppSummary(
      name: try AppName(name), type: state == .stopped ? nil : .node, state: state, release: state == .stopped ? nil : 12,
      urls: ["http://localhost:8080/app/\(name)/", "http://\(name).localhost:8080/"], pid: 77,
      startedAt: state == .stopped ? nil : 6_300, restarts: 2)
  }

  @Test func listsInColumns() throws {
    let expected = """
      NAME       STATE    TYPE  RELEASE  UP         RESTARTS  URL
      shop       running  node  12       1 h 1 min  2         http://localhost:8080/app/shop/
      guestbook  stopped  -     -        -          2         http://localhost:8080/app/guestbook/

      """
    let apps = [try app("shop", .running), try app("guestbook", .stopped)]
    #expect(AppText(now: now).list(apps, .plain) == expected)
  }

  /// From a terminal of any width on, no line is longer than it.
  @Test func aNarrowTerminalSparesWhatCanBeSpared() throws {
    let apps = [try app("shop", .running), try app("a-name-that-is-rather-long-for-an-app", .running)]
    for width in 20...100 {
      let list = AppText(now: now).list(apps, TextStyle(enabled: false, width: width))
      #expect(list.split(separator: "\n").allSatisfy { $0.count <= width }, "\(width) columns:\n\(list)")
    }
    let narrow = AppText(now: now).list([apps[0]], TextStyle(enabled: false, width: 60))
    #expect(narrow.hasPrefix("NAME  STATE    UP         URL\n") && narrow.contains("http://localhost:8080/app/shop/"))
  }

  @Test func anEmptyListSaysWhatToDo() {
    #expect(AppText(now: now).list([], .plain) == "No apps yet. Deploy one: roost deploy DIR\n")
  }

  @Test func coloursDoNotMoveColumns() throws {
    let apps = [try app("shop", .running), try app("guestbook", .error)]
    let painted = AppText(now: now).list(apps, TextStyle(enabled: true))
    #expect(painted.contains("\u{1B}[32mrunning\u{1B}[0m  node"))
    let bare = CleanText.clean(painted, colours: false)
    #expect(bare == AppText(now: now).list(apps, .plain))
  }

  @Test func detailShowsReleasesAndTheProblem() throws {
    let detail = AppDetail(
      summary: try app("shop", .error), plan: nil,
      releases: [
        ReleaseSummary(number: 12, state: .live, createdAt: 9_940, problem: nil),
        ReleaseSummary(number: 11, state: .failed, createdAt: 1, problem: Problem(.buildFailed, "npm ci failed", hint: "h")),
      ],
      layers: ["debian-12", "nodejs-24"], dataDirectory: "/data", lastExit: ExitStatus(.exited(1), at: 9_990),
      problem: Problem(.gateExited, "the app exited", hint: "roost app logs shop", cause: "Error: boom\u{1B}[2J"))
    let expected = """
      Name       shop
      State      error
      Type       node
      Release    12
      URL        http://localhost:8080/app/shop/
                 http://shop.localhost:8080/
      Process    77
      Started    1 h 1 min ago
      Restarts   2
      Layers     debian-12
                 nodejs-24
      Data       /data
      Last exit  exited with status 1, 10.0 s ago
      The app exited: the app exited
          Error: boom?[2J
      hint: roost app logs shop

      RELEASE  STATE   MADE            PROBLEM
      12       live    1 min 0 s ago
      11       failed  2 h 46 min ago  npm ci failed

      """
    #expect(AppText(now: now).detail(detail, .plain) == expected)
  }

  @Test func aStoppedAppHasNoPlaceToGo() throws {
    #expect(AppText(now: now).change(try app("shop", .stopped), .plain) == "shop is stopped\n")
    #expect(AppText(now: now).change(try app("shop", .running), .plain) == "shop is running  http://localhost:8080/app/shop/\n")
  }
}
