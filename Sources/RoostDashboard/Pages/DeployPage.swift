package import RoostModel

/// Where a new app comes from.
package struct DeployPage: Page {
  var runtimes: [RuntimeSummary]
  var problem: Problem?

  package init(runtimes: [RuntimeSummary], problem: Problem? = nil) {
    self.runtimes = runtimes
    self.problem = problem
  }

  package var title: String { "Deploy an app" }
  package var place: Place? { .deploy }

  package func content(_ frame: Frame) -> HTML {
    if let problem { ProblemPanel(problem).html }
    Tag.div(.class("columns even")) {
      Card("From a repository") { repository }.html
      Card("From an archive") { archive }.html
      Card("From your machine") { machine }.html
      Card("What is installed") { installed }.html
    }
  }

  private var repository: HTML {
    Form(.deploy, kind: "fields") {
      Field("git", "Repository").with {
        $0.isRequired = true
        $0.placeholder = "https://github.com/me/shop"
        $0.autocomplete = "off"
      }.html
      Field("reference", "Branch, tag or commit").with { $0.placeholder = "the default branch" }.html
      Field("subdirectory", "Directory in it").with { $0.placeholder = "the whole repository" }.html
      shared
    }.html
  }

  private var archive: HTML {
    Form(.deploy, kind: "fields") {
      Field("url", "Address of an archive").with {
        $0.type = "url"
        $0.isRequired = true
        $0.placeholder = "https://example.com/shop.tar.gz"
        $0.note = "zip, tar, tar.gz, tar.xz, tar.zst or tar.bz2"
      }.html
      Field("sha256", "Its SHA-256").with { $0.placeholder = "not checked" }.html
      shared
    }.html
  }

  @HTMLBuilder private var shared: HTML {
    Field("name", "Name").with {
      $0.isRequired = true
      $0.placeholder = "shop"
      $0.pattern = "[a-z][a-z0-9-]{0,38}[a-z0-9]"
      $0.note = "a part of its address: small letters, digits and -"
    }.html
    Tag.label(.class("check")) {
      VoidTag.input(.type("checkbox"), .name("installs"), .value("true"))
      "Install runtimes that are missing"
    }
    Tag.button(.class("primary")) { "Deploy" }
  }

  @HTMLBuilder private var machine: HTML {
    Tag.p { "In the directory of the project:" }
    Command("roost deploy .").html
    Tag.p { "Or as a remote of git, where every push is a deployment:" }
    Command("git remote add roost roost::shop && git push roost").html
  }

  private var installed: HTML {
    Tag.ul(.class("chips")) {
      for runtime in runtimes where !runtime.installed.isEmpty {
        Tag.li(.class("have")) {
          Tag.a(.href(.runtime(runtime.runtime))) { runtime.title }
          Tag.small { runtime.installed.map(\.version).joined(separator: ", ") }
        }
      }
    }
  }
}
