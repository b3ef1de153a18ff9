/// Shapes as their makers document them; names of hosts are left out where they play no part.
extension MakerSite {
  static let languages = [nodejs, go, rust, java, python, bun]

  private static let nodejs = MakerSite(
    runtime: "nodejs", source: 1, version: "22.20.0", file: "/dist/v22.20.0/node-v22.20.0-linux-x64.tar.xz",
    items: [
      Item(path: "node-v22.20.0-linux-x64/LICENSE"), Item(path: "node-v22.20.0-linux-x64/README.md"),
      .program("node-v22.20.0-linux-x64/bin/node"),
      .link("node-v22.20.0-linux-x64/bin/npm", "../lib/node_modules/npm/bin/npm-cli.js"),
      Item(path: "node-v22.20.0-linux-x64/include/node/node.h"),
      .program("node-v22.20.0-linux-x64/lib/node_modules/npm/bin/npm-cli.js"),
      Item(path: "node-v22.20.0-linux-x64/share/man/man1/node.1"),
    ],
    documents: { file in
      [
        "/dist/index.json": """
        [
        {"version":"v24.9.0","date":"2025-09-25","files":["aix-ppc64","linux-x64"],"npm":"11.6.0","v8":"13.6.233.10","lts":false,"security":false},
        {"version":"v22.20.0","date":"2025-09-24","files":["linux-arm64","linux-x64"],"npm":"10.9.3","modules":"127","lts":"Jod","security":false}
        ]
        """,
        "/dist/v22.20.0/SHASUMS256.txt": """
        \(String(repeating: "a", count: 64))  node-v22.20.0-linux-x64.tar.gz
        \(file.sha256)  node-v22.20.0-linux-x64.tar.xz
        \(String(repeating: "b", count: 64))  win-x64/node.exe

        """,
      ]
    },
    expected: ["usr/local/bin/node", "usr/local/bin/npm", "usr/local/lib/node_modules/npm/bin/npm-cli.js"],
    absent: ["usr/local/include", "usr/local/share", "usr/local/LICENSE"])

  private static let go = MakerSite(
    runtime: "go", source: 1, version: "1.25.1", file: "/dl/go1.25.1.linux-amd64.tar.gz",
    items: [Item(path: "go/VERSION"), .program("go/bin/go"), .program("go/bin/gofmt"), Item(path: "go/src/fmt/print.go")],
    documents: { file in
      [
        "/dl/?mode=json&include=all": """
        [{"version":"go1.26rc1","stable":false,"files":[]},
         {"version":"go1.25.1","stable":true,"files":[
          {"filename":"go1.25.1.src.tar.gz","os":"","arch":"","version":"go1.25.1","sha256":"\(String(repeating: "c", count: 64))","size":1,"kind":"source"},
          {"filename":"go1.25.1.linux-amd64.tar.gz","os":"linux","arch":"amd64","version":"go1.25.1","sha256":"\(file.sha256)","size":7,"kind":"archive"}]}]
        """
      ]
    },
    expected: ["usr/local/go/bin/go", "usr/local/go/src/fmt/print.go"])

  private static let rust = MakerSite(
    runtime: "rust", source: 1, version: "1.90.0", file: "/dist/rust-1.90.0-x86_64-unknown-linux-gnu.tar.xz",
    items: [
      .program("rust-1.90.0-x86_64-unknown-linux-gnu/install.sh"), Item(path: "rust-1.90.0-x86_64-unknown-linux-gnu/components"),
      Item(path: "rust-1.90.0-x86_64-unknown-linux-gnu/rustc/manifest.in"),
      .program("rust-1.90.0-x86_64-unknown-linux-gnu/rustc/bin/rustc"),
      Item(path: "rust-1.90.0-x86_64-unknown-linux-gnu/rustc/lib/librustc_driver.so"),
      Item(path: "rust-1.90.0-x86_64-unknown-linux-gnu/cargo/manifest.in"),
      .program("rust-1.90.0-x86_64-unknown-linux-gnu/cargo/bin/cargo"),
      Item(path: "rust-1.90.0-x86_64-unknown-linux-gnu/cargo/share/doc/cargo/README.md"),
      Item(path: "rust-1.90.0-x86_64-unknown-linux-gnu/rust-std-x86_64-unknown-linux-gnu/manifest.in"),
      Item(path: "rust-1.90.0-x86_64-unknown-linux-gnu/rust-std-x86_64-unknown-linux-gnu/lib/rustlib/std.rlib"),
    ],
    documents: { file in
      [
        "/manifests.txt": """
        static.rust-lang.org/dist/2025-08-07/channel-rust-1.89.0.toml
        static.rust-lang.org/dist/2025-09-18/channel-rust-1.90.0.toml
        static.rust-lang.org/dist/2025-09-18/channel-rust-stable.toml
        static.rust-lang.org/dist/2025-09-19/channel-rust-nightly.toml

        """, "/dist/\(file.name).sha256": "\(file.sha256)  \(file.name)\n",
      ]
    },
    expected: [
      "usr/local/bin/rustc", "usr/local/bin/cargo", "usr/local/lib/rustlib/std.rlib", "usr/local/lib/librustc_driver.so",
    ],
    absent: ["usr/local/manifest.in", "usr/local/share"])

  private static let java = MakerSite(
    runtime: "java", source: 1, version: "21.0.8+9", file: "/releases/OpenJDK21U-jdk_x64_linux_hotspot_21.0.8_9.tar.gz",
    items: [
      .program("jdk-21.0.8+9/bin/java"), .program("jdk-21.0.8+9/bin/javac"), Item(path: "jdk-21.0.8+9/lib/modules"),
      Item(path: "jdk-21.0.8+9/man/man1/java.1"), .link("jdk-21.0.8+9/legal/java.xml/LICENSE", "../java.base/LICENSE"),
      Item(path: "jdk-21.0.8+9/legal/java.base/LICENSE"),
    ],
    documents: { file in
      [
        "/v3/info/release_names?architecture=x64&image_type=jdk&lts=true&os=linux&page_size=20&release_type=ga&sort_order=DESC&vendor=eclipse":
          #"{"releases":["jdk-21.0.8+9","jdk-21.0.7+6","jdk-17.0.16+8","jdk8u462-b08"]}"#,
        "/v3/checksum/version/jdk-21.0.8+9/linux/x64/jdk/hotspot/normal/eclipse": "\(file.sha256)  \(file.name)\n",
      ]
    },
    redirects: ["/v3/binary/version/jdk-21.0.8+9/linux/x64/jdk/hotspot/normal/eclipse"],
    expected: ["usr/lib/jvm/temurin/bin/java", "usr/lib/jvm/temurin/lib/modules"], absent: ["usr/lib/jvm/temurin/man"])

  private static let pythonFile = "cpython-3.13.15+20260814-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz"
  private static let python = MakerSite(
    runtime: "python", source: 1, version: "3.13.15",
    file: "/astral-sh/python-build-standalone/releases/download/20260814/\(pythonFile)",
    items: [
      .program("python/bin/python3.13"), .link("python/bin/python3", "python3.13"),
      Item(path: "python/include/python3.13/Python.h"),
      Item(path: "python/lib/python3.13/os.py"), Item(path: "python/share/terminfo/E/Eterm"),
      Item(path: "python/share/terminfo/e/eterm"),
    ],
    documents: { file in
      [
        "/astral-sh/python-build-standalone/releases/download/20260814/SHA256SUMS": """
        \(String(repeating: "d", count: 64))  cpython-3.12.14+20260814-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz
        \(String(repeating: "e", count: 64))  cpython-3.13.15+20260814-x86_64-unknown-linux-gnu-install_only.tar.gz
        \(file.sha256)  \(file.name)

        """
      ]
    },
    expected: ["usr/local/bin/python3", "usr/local/lib/python3.13/os.py"], absent: ["usr/local/share", "usr/local/include"])

  private static let bun = MakerSite(
    runtime: "bun", version: "1.2.22", file: "/oven-sh/bun/releases/download/bun-v1.2.22/bun-linux-x64.zip",
    items: [.program("bun-linux-x64/bun")],
    documents: { file in
      [
        "/oven-sh/bun/releases.atom": atom("oven-sh/bun", ["bun-v1.2.22", "bun-v1.2.21", "canary"]),
        "/oven-sh/bun/releases/download/bun-v1.2.22/SHASUMS256.txt": """
        \(String(repeating: "f", count: 64))  bun-linux-x64-baseline.zip
        \(file.sha256)  bun-linux-x64.zip

        """,
      ]
    },
    expected: ["usr/local/bin/bun", "usr/local/bin/bunx"])

  /// The feed of a repository's releases.
  static func atom(_ repository: String, _ tags: [String]) -> String {
    let entries = tags.map { tag in
      """
        <entry>
          <id>tag:github.com,2008:Repository/1/\(tag)</id>
          <updated>2025-09-14T05:33:51Z</updated>
          <link rel="alternate" type="text/html" href="https://github.com/\(repository)/releases/tag/\(tag)"/>
          <title>\(tag)</title>
        </entry>
      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US">
      \(entries.joined(separator: "\n"))
      </feed>
      """
  }
}
