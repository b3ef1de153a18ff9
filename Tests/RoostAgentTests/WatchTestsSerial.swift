import Foundation
import RoostAgentProtocol
import Testing

@Suite("watching files", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct WatchTestsSerial {
  @Test func tellsWhatHappensBelow() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.run(["mkdir", "-p", "/app/w/deep"]).reason == .exited(0))
      let watch = try WatchedPlace(client, "/app/w/")
      try client.shell("echo a > /app/w/deep/f; chmod 600 /app/w/deep/f; mv /app/w/deep/f /app/w/g; rm /app/w/g")
      let changes = try watch.changes(until: ChangeRecord(.removed, "/app/w/g"))
      #expect(changes.first == ChangeRecord(.created, "/app/w/deep/f"))
      #expect(changes.contains(ChangeRecord(.changed, "/app/w/deep/f")))
      #expect(changes.contains(ChangeRecord(.removed, "/app/w/deep/f")) && changes.contains(ChangeRecord(.created, "/app/w/g")))
    }
  }

  @Test func whatComesWithADirectoryIsTold() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.run(["mkdir", "-p", "/app/w", "/app/other/a/b"]).reason == .exited(0))
      try client.shell("touch /app/other/a/b/old")
      let watch = try WatchedPlace(client, "/app/w")
      try client.shell("mkdir -p /app/w/x/y/z && touch /app/w/x/y/z/new; mv /app/other/a /app/w/a")
      _ = try watch.changes(until: ChangeRecord(.created, "/app/w/a/b/old"), and: ChangeRecord(.created, "/app/w/x/y/z/new"))
      // Both are watched from now on, and what left is not.
      try client.shell("touch /app/w/a/b/more /app/w/x/y/z/more; mv /app/w/a /app/back; touch /app/back/b/unseen /app/w/last")
      let changes = try watch.changes(until: ChangeRecord(.created, "/app/w/last"))
      #expect(changes.contains(ChangeRecord(.created, "/app/w/a/b/more")))
      #expect(changes.contains(ChangeRecord(.created, "/app/w/x/y/z/more")))
      #expect(changes.contains(ChangeRecord(.removed, "/app/w/a")) && !changes.contains { $0.path.hasSuffix("unseen") })
    }
  }

  @Test func oneFileIsWatchedThroughReplacement() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      try client.shell("echo 1 > /app/conf; touch /app/near; ln -s conf /app/link")
      let watch = try WatchedPlace(client, "/app/link")
      try client.shell("touch /app/near; echo 2 > /app/new; mv /app/new /app/conf; rm /app/conf")
      let changes = try watch.changes(until: ChangeRecord(.removed, "/app/link"))
      #expect(changes == [ChangeRecord(.created, "/app/link"), ChangeRecord(.removed, "/app/link")])
      try client.shell("echo 3 > /app/conf")
      _ = try watch.changes(until: ChangeRecord(.created, "/app/link"))
    }
  }

  @Test(arguments: ["rm -r /app/w", "mv /app/w /app/v"]) func endsWithWhatIsWatched(line: String) throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      try client.shell("mkdir -p /app/w/deep; touch /app/w/deep/f")
      let watch = try WatchedPlace(client, "/app/w")
      // Somebody who stands in it keeps the kernel from saying that it is gone.
      let holder = try client.start("cd /app/w/deep; echo in; exec sleep 60")
      _ = try client.await("in", from: holder)
      try client.shell(line)
      _ = try watch.changes(until: ChangeRecord(.removed, "/app/w"))
      guard case .end = try client.next(on: watch.channel) else { throw TestFailure("no end") }
      #expect(try client.call(.statistics) != .failed(errno: ENOSYS))
    }
  }

  @Test func refusesWhatCannotBeWatched() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.call(.watch(path: "/app/none", credit: 1)) == .failed(errno: ENOENT))
      #expect(try client.call(.watch(path: "/app/../etc", credit: 1)) == .failed(errno: EINVAL))
      #expect(try client.call(.watch(path: "app", credit: 1)) == .failed(errno: EINVAL))
      #expect(try client.call(.watch(path: "/proc/self/root/etc", credit: 1)) == .failed(errno: ELOOP))
      #expect(try client.call(.watch(path: "/proc", credit: 1)) == .failed(errno: EXDEV))
      for _ in 0..<16 { #expect(try client.call(.watch(path: "/app", credit: 1)) == .done) }
      #expect(try client.call(.watch(path: "/app", credit: 1)) == .failed(errno: EMFILE))
      #expect(try sandbox.connect().call(.watch(path: "/app", credit: 1)) == .done)
    }
  }

  @Test func linksAreNotFollowed() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      try client.shell("mkdir -p /app/w/a /app/out; ln -s . /app/w/a/loop; ln -s ../.. /app/w/a/up; ln -s /app/out /app/w/out")
      let watch = try WatchedPlace(client, "/app/w")
      try client.shell("touch /app/out/unseen; touch /app/w/a/loop/loop/f; ln -s loop /app/w/a/more; touch /app/w/end")
      let changes = try watch.changes(until: ChangeRecord(.created, "/app/w/end"))
      #expect(Set(changes.filter { $0.kind == .created }.map(\.path)) == ["/app/w/a/f", "/app/w/a/more", "/app/w/end"])
    }
  }

  /// What a client that does not read misses is one word, and the agent holds no more than its bound.
  @Test func aSlowClientIsToldThatItMissedSomething() throws {
    try Sandbox.with { sandbox in
      let (client, other) = (try sandbox.connect(), try sandbox.connect())
      try client.shell("mkdir /tmp/w")
      let watch = try WatchedPlace(client, "/tmp/w", credit: 0)
      try other.shell("cd /tmp/w; i=0; while [ $i -lt 6000 ]; do : > f$i; i=$((i+1)); done")
      try client.add(credit: 1 << 20, on: watch.channel)
      try other.shell("touch /tmp/w/last")
      let changes = try watch.changes(until: ChangeRecord(.created, "/tmp/w/last"))
      #expect(changes.first == ChangeRecord(.overflow) && changes.count <= 8193)
    }
  }

  @Test func tenThousandDirectoriesAreWatched() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      try client.shell("cd /tmp; for a in $(seq 100); do mkdir -p $(seq -f w/$a/%g 100); done", seconds: 60)
      let watch = try WatchedPlace(client, "/tmp/w", seconds: 20)
      // Somebody else is served meanwhile, and a directory in the depth of it is seen.
      try client.shell("touch /tmp/w/100/100/f")
      _ = try watch.changes(until: ChangeRecord(.created, "/tmp/w/100/100/f"))
      try client.shell("for i in $(seq 50); do mv /tmp/w /tmp/v; mv /tmp/v /tmp/w; done; mkdir /tmp/x; mv /tmp/w /tmp/x/w")
      let all = try WatchedPlace(client, "/tmp/x", credit: .max)
      try client.shell("for i in $(seq 20); do mv /tmp/x/w /tmp/x/v; mv /tmp/x/v /tmp/x/w; done; touch /tmp/x/w/100/100/g")
      let changes = try all.changes(until: ChangeRecord(.created, "/tmp/x/w/100/100/g"), orOverflow: true)
      #expect(changes.contains(ChangeRecord(.removed, "/tmp/x/w")) || changes.contains(ChangeRecord(.overflow)))
      #expect(try client.call(.statistics, seconds: 2) != .failed(errno: ENOSYS))
    }
  }

  @Test func tooManyDirectoriesAreRefused() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      try client.shell("cd /tmp; for a in $(seq 210); do mkdir -p $(seq -f w/$a/%g 100); done", seconds: 60)
      #expect(try client.call(.watch(path: "/tmp/w", credit: 1), seconds: 20) == .failed(errno: EFBIG))
      #expect(try client.call(.watch(path: "/tmp/w/7", credit: 1)) == .done)
    }
  }

  @Test func namesThatAreNoTextAreToldAsTheirDirectory() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      try client.shell("mkdir /app/w")
      let watch = try WatchedPlace(client, "/app/w")
      try client.shell("touch \"/app/w/$(printf '\\377')\"; touch /app/w/last")
      let changes = try watch.changes(until: ChangeRecord(.created, "/app/w/last"))
      #expect(changes.first == ChangeRecord(.changed, "/app/w"))
    }
  }
}
