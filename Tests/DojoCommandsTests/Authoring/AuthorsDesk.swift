import Basics
import TestSupport

@testable import DojoCommands

/// A folder with one lesson of two steps, of which a test changes what it is about.
struct AuthorsDesk {
  let place: Workplace

  init(_ place: Workplace) {
    self.place = place
  }

  static let chapter = """
    # Two steps

    1. Start a web server in the background.

       <details><summary>Hint</summary>

       `docker run -d nginx:1.19.2`

       </details>

       <details><summary>Solution</summary>

       ```console
       $ docker run -d --name web nginx:1.19.2
       ```

       </details>

    2. Give the image another name.

       <details><summary>Hint</summary>

       `docker tag nginx:1.19.2 mine:v1`

       </details>

       <details><summary>Solution</summary>

       ```console
       $ docker tag nginx:1.19.2 mine:v1
       ```

       </details>

    """

  static let checks = """
    lesson: two
    title: {en: Two steps, ja: 二つの手順}
    machines: {host: {images: ["nginx:1.19.2", hello-world]}}
    steps:
      - id: start
        points: 1
        checks:
          - id: running
            container: {image: "nginx:1.19.2", state: running}
        diagnoses:
          - id: created-only
            when: {container: {image: "nginx:1.19.2", state: created}}
            say: {en: It was created., ja: 作成だけされています。}
            try: {en: Start it., ja: 起動してください。}
            proof: docker create nginx:1.19.2
        variants:
          - docker run --detach nginx:1.19.2
          - [docker create --name web nginx:1.19.2, docker start web]
        counterexamples:
          - docker pull nginx:1.19.2
          - {run: docker create --name other nginx:1.19.2, diagnosis: created-only}
      - id: name
        points: 1
        checks:
          - id: named
            image: "mine:v1"
        diagnoses:
          - id: other-tag
            when: {image: {registry: docker.io, repository: mine}}
            say: {en: The tag is another one., ja: タグが違います。}
            try: {en: Compare the tag., ja: タグを見比べてください。}
            proof: docker tag nginx:1.19.2 mine:v2

    """

  /// Writes the lesson with `from` replaced by `to` in its files, and returns its folder.
  func lay(_ changes: [(from: String, to: String)] = []) throws -> String {
    let folder = "\(place.home)/lessons"
    try Folders.create(folder)
    func changed(_ text: String) -> String {
      changes.reduce(text) { $0.replacing($1.from, with: $1.to) }
    }
    for language in ["en", "ja"] {
      try AtomicFile.write(changed(Self.chapter).utf8, to: "\(folder)/two.\(language).md")
    }
    try AtomicFile.write(changed(Self.checks).utf8, to: "\(folder)/two.yaml")
    return folder
  }
}
