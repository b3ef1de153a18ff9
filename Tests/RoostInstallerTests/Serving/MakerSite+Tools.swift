extension MakerSite {
  static let tools = [caddy, codeServer, gh, terraform, kubectl, pnpm, yarnClassic, yarn]
  static let all = languages + tools

  private static let caddy = MakerSite(
    runtime: "caddy", source: 1, version: "2.10.2",
    file: "/caddyserver/caddy/releases/download/v2.10.2/caddy_2.10.2_linux_amd64.tar.gz",
    items: [Item(path: "LICENSE"), Item(path: "README.md"), .program("caddy")],
    documents: { file in
      [
        "/caddyserver/caddy/releases.atom": atom("caddyserver/caddy", ["v2.10.2", "v2.11.0-beta.1", "v2.10.1"]),
        "/caddyserver/caddy/releases/download/v2.10.2/caddy_2.10.2_checksums.txt":
          "\(file.sha512)  \(file.name)\n\(String(repeating: "a", count: 128))  caddy_2.10.2_linux_arm64.tar.gz\n",
      ]
    },
    expected: ["usr/bin/caddy"], absent: ["usr/bin/LICENSE"])

  private static let codeServer = MakerSite(
    runtime: "code-server", version: "4.104.2",
    file: "/coder/code-server/releases/download/v4.104.2/code-server-4.104.2-linux-amd64.tar.gz",
    items: [
      .program("code-server-4.104.2-linux-amd64/bin/code-server"), .program("code-server-4.104.2-linux-amd64/lib/node"),
      Item(path: "code-server-4.104.2-linux-amd64/package.json"),
    ],
    documents: { file in
      [
        "/coder/code-server/releases.atom": atom("coder/code-server", ["v4.104.2", "v4.104.1"]),
        "/coder/code-server/releases/expanded_assets/v4.104.2": """
        <ul><li><a href="/coder/code-server/releases/download/v4.104.2/code-server-4.104.2-linux-arm64.tar.gz" rel="nofollow">
          <span>code-server-4.104.2-linux-arm64.tar.gz</span></a>
          <div><span class="Truncate-text">sha256:\(String(repeating: "1", count: 64))</span></div></li>
        <li><a href="/coder/code-server/releases/download/v4.104.2/\(file.name)" rel="nofollow">
          <span>\(file.name)</span></a>
          <div><span class="Truncate-text">sha256:\(file.sha256)</span></div></li></ul>
        """,
      ]
    },
    expected: ["usr/local/lib/code-server/bin/code-server", "usr/local/lib/code-server/lib/node"])

  private static let gh = MakerSite(
    runtime: "gh", version: "2.80.0", file: "/cli/cli/releases/download/v2.80.0/gh_2.80.0_linux_amd64.tar.gz",
    items: [
      Item(path: "gh_2.80.0_linux_amd64/LICENSE"), Item(path: "gh_2.80.0_linux_amd64/share/man/man1/gh.1"),
      .program("gh_2.80.0_linux_amd64/bin/gh"),
    ],
    documents: { file in
      [
        "/cli/cli/releases.atom": atom("cli/cli", ["v2.80.0", "v2.79.0"]),
        "/cli/cli/releases/download/v2.80.0/gh_2.80.0_checksums.txt":
          "\(String(repeating: "2", count: 64))  gh_2.80.0_linux_386.tar.gz\n\(file.sha256)  \(file.name)\n",
      ]
    },
    expected: ["usr/local/bin/gh"], absent: ["usr/local/bin/LICENSE", "usr/local/share"])

  private static let terraform = MakerSite(
    runtime: "terraform", version: "1.13.3", file: "/terraform/1.13.3/terraform_1.13.3_linux_amd64.zip",
    items: [Item(path: "LICENSE.txt"), .program("terraform")],
    documents: { file in
      [
        "/terraform/": """
        <ul><li><a href="../">../</a></li><li><a href="/terraform/1.14.0-alpha20250911/">terraform_1.14.0-alpha20250911</a></li>
        <li><a href="/terraform/1.13.3/">terraform_1.13.3</a></li><li><a href="/terraform/1.13.2/">terraform_1.13.2</a></li></ul>
        """,
        "/terraform/1.13.3/terraform_1.13.3_SHA256SUMS":
          "\(String(repeating: "3", count: 64))  terraform_1.13.3_linux_arm64.zip\n\(file.sha256)  \(file.name)\n",
      ]
    },
    expected: ["usr/local/bin/terraform"], absent: ["usr/local/bin/LICENSE.txt"])

  private static let kubectl = MakerSite(
    runtime: "kubectl", version: "1.34.1", file: "/release/v1.34.1/bin/linux/amd64/kubectl",
    items: [.program("kubectl")],
    documents: { file in
      [
        "/kubernetes/kubernetes/releases.atom": atom("kubernetes/kubernetes", ["v1.34.1", "v1.35.0-alpha.0", "v1.33.5"]),
        "/release/v1.34.1/bin/linux/amd64/kubectl.sha256": file.sha256,
      ]
    },
    expected: ["usr/local/bin/kubectl"])

  private static let pnpm = npm("pnpm", "10.17.1", package: "pnpm", file: "/pnpm/-/pnpm-10.17.1.tgz", program: "bin/pnpm.cjs")
  private static let yarnClassic = npm(
    "yarn", "1.22.22", package: "yarn", file: "/yarn/-/yarn-1.22.22.tgz", program: "bin/yarn.js")
  private static let yarn = npm(
    "yarn", "4.10.3", source: 1, package: "@yarnpkg/cli-dist", file: "/@yarnpkg/cli-dist/-/cli-dist-4.10.3.tgz",
    program: "bin/yarn.js")

  /// A package of the npm registry: its archive holds one directory, `package`.
  private static func npm(_ runtime: String, _ version: String, source: Int = 0, package: String, file: String, program: String)
    -> MakerSite
  {
    MakerSite(
      runtime: runtime, source: source, version: version, file: file,
      items: [Item(path: "package/package.json", contents: "{}"), .program("package/\(program)")],
      documents: { published in
        [
          "/-/package/\(package)/dist-tags": #"{"latest":"\#(version)","berry":"0.0.1-rc","legacy":"0.9.0"}"#,
          "/\(package)/\(version)": """
          {"name":"\(package)","version":"\(version)","dist":{"integrity":"\(published.integrity)","shasum":"00","fileCount":2,
           "tarball":"https://registry.example\(file)","signatures":[{"keyid":"SHA256:x","sig":"y"}]},"directories":{}}
          """,
        ]
      },
      expected: ["usr/local/lib/node_modules/\(runtime)/package.json", "usr/local/lib/node_modules/\(runtime)/\(program)"])
  }
}
