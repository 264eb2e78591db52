import Lessons
import Testing

struct StepStyleTests {
  private func chapter(_ text: String) -> Chapter {
    Chapter(reading: [LessonSource(path: "c.md", text: text)])
  }

  /// Each step as `number title [commands]`.
  private func outline(_ text: String) -> [String] {
    chapter(text).steps.map { step in
      let commands = step.commands.map(\.line)
      return "\(step.number) \(step.title)" + (commands.isEmpty ? "" : " \(commands)")
    }
  }

  @Test(arguments: [
    ("one list", "1. Build it. Then rest.\n2. Run it!\n3. Look", ["1 Build it", "2 Run it!", "3 Look"]),
    ("parentheses", "1) a\n2) b", ["1 a", "2 b"]),
    (
      "boxes for what is needed before",
      "Prerequisites:\n\n- [ ] A shell\n\n## Tasks\n\n- [ ] Run it\n- [ ] Stop it\n",
      ["1 Run it", "2 Stop it"]
    ),
    ("two parentheses", "(1) Build it.\n\n(2) Run it.\n\n(See the end.)\n", ["1 Build it", "2 Run it"]),
    (
      "prose between", "# T\n\n1. a\n\nNow the rest.\n\n2. b\n\nSo far so good.\n\n3. c\n\nThe end.",
      ["1 a", "2 b", "3 c"]
    ),
    ("headings between", "## Start\n1. a\n## Middle\n2. b\n### End\n3. c", ["1 a", "2 b", "3 c"]),
    (
      "unindented fences", "1. a\n```sh\nls\n```\n2. b\n```bash\npwd\n```\n3. c",
      ["1 a [\"ls\"]", "2 b [\"pwd\"]", "3 c"]
    ),
    (
      "fence after prose", "1. a\n\nType this:\n\n```sh\nls\n```\n\nIt lists.\n\n2. b",
      ["1 a [\"ls\"]", "2 b"]
    ),
    (
      "indented fences", "1. a\n   ```sh\n   ls\n   ```\n2. b\n    ``` sh\n    pwd\n    ```",
      ["1 a [\"ls\"]", "2 b [\"pwd\"]"]
    ),
    (
      "two-digit number, small indent", "9. a\n10. b\n   ```sh\n   ls\n   ```\n11. c",
      ["9 a", "10 b [\"ls\"]", "11 c"]
    ),
    ("always one", "1. a\n1. b\n1. c", ["1 a", "2 b", "3 c"]),
    (
      "always one, with fences", "1. a\n```sh\nls\n```\n1. b\n\ntext\n\n1. c", ["1 a [\"ls\"]", "2 b", "3 c"]
    ),
    ("a gap in the numbers", "1. a\n2. b\n4. d", ["1 a", "2 b", "4 d"]),
    ("starts later", "3. c\n\nx\n\n4. d", ["3 c", "4 d"]),
    (
      "an explanation between", "1. a\n\n2. b\n\nWhat happens:\n\n1. looks\n\n3. c\n\n4. d",
      ["1 a", "2 b", "3 c", "4 d"]
    ),
    ("contents first", "1. [A](#a)\n2. [B](#b)\n3. [C](#c)\n\n# A\n\n1. a\n2. b", ["1 a", "2 b"]),
    (
      "numbered headings", "# T\n## 1. Build\ntext\n```sh\nls\n```\n## 2. Run\n1. x\n2. y\n",
      ["1 Build [\"ls\"]", "2 Run"]
    ),
    (
      "step headings", "## Step 1: Build\na\n## Step 2\nRun it now. Yes.\n## Summary\nz",
      ["1 Build", "2 Run it now"]
    ),
    ("hands-on headings", "## Task 1 - Build\n## Exercise 2) Run\n", ["1 Build", "2 Run"]),
    ("Japanese headings", "## 手順1\n準備します。次へ。\n## 手順２：実行\n## ステップ 3. 確認", ["1 準備します", "2 実行", "3 確認"]),
    ("full-width marks", "### １．準備\n### ２．実行", ["1 準備", "2 実行"]),
    ("setext headings", "Step 1: Build\n---\n\nStep 2: Run\n---\n", ["1 Build", "2 Run"]),
    (
      "one list across numbered headings", "## 1. Prepare\n1. a\n2. b\n## 2. Run\n3. c\n",
      ["1 a", "2 b", "3 c"]
    ),
    ("subsection numbers are no steps", "## 2.1 Aim\n## 2.2 Scope\n1. a\n", ["1 a"]),
    ("circled digits", "① 作る。\n\n```sh\nls\n```\n\n② 動かす\n", ["1 作る [\"ls\"]", "2 動かす"]),
    ("circled lines of one paragraph", "① 作る\n② 動かす\nつづき\n③ 消す", ["1 作る", "2 動かすつづき", "3 消す"]),
    (
      "Windows line ends, mark and front matter",
      "\u{FEFF}---\r\ntitle: x\r\n---\r\n1. a\r\n```sh\r\nls\r\n```\r\n2. b\r\n", ["1 a [\"ls\"]", "2 b"]
    ),
    ("tabs", "1.\ta\n\n\t```sh\n\tls\n\t```\n2.\tb", ["1 a [\"ls\"]", "2 b"]),
    (
      "lists elsewhere",
      "- 1. x\n\n> 1. x\n> 2. y\n\n```\n1. x\n```\n\n<details><summary>More</summary>\n\n1. x\n2. y\n\n</details>\n\n1. a\n   1. x\n   2. y\n2. b",
      ["1 a", "2 b"]
    ),
    (
      "what is needed, then steps with a list inside",
      "## Prerequisites\n1. Docker\n2. curl\n\n## Do it\n1. Run a\n\n2. Choose\n\n   1. this\n   2. that\n\n3. Stop\n",
      ["1 Run a", "2 Choose", "3 Stop"]
    ),
    (
      "lists that start again with more items",
      "## A\n1. Run a\n2. Run b\n## B\n1. Run c\n\n2. Run d\n3. Run e\n",
      ["1 Run a", "2 Run b", "3 Run c", "4 Run d", "5 Run e"]
    ),
    (
      "numbers in Korean, Chinese and French",
      "## 1단계: 받기\n```\nls\n```\n## 步骤二：运行\n```\npwd\n```\n## Étape 3 – Fin\n```\nid\n```\n",
      ["1 받기 [\"ls\"]", "2 运行 [\"pwd\"]", "3 Fin [\"id\"]"]
    ),
    (
      "Spanish paragraphs", "**Paso 1:** Crea\n\n```sh\nls\n```\n\n**Paso 2:** Borra (Pista: usa -f).\n",
      ["1 Crea [\"ls\"]", "2 Borra"]
    ),
    (
      "number signs", "## Étape n°1 : Fin\n```\nls\n```\n## Étape n° 2\nListe\n## Step No. 3: End\n",
      ["1 Fin [\"ls\"]", "2 Liste", "3 End"]
    ),
    (
      "bold and escaped numbers", "**1. Run it**\n\n```\nls\n```\n\n**2. Stop it** now.\n\n3\\. Look\n",
      ["1 Run it [\"ls\"]", "2 Stop it now", "3 Look"]
    ),
    (
      "numbers that open sentences", "# T\n\n3.5 GB are free.\n\n2 - 1 is one.\n\n```\nls\n```\n",
      ["1 2 - 1 is one [\"ls\"]"]
    ),
    (
      "headings in comments",
      "<!--\n## Step 0\n1. x\n-->\n## Step 1\n- ls\n<!-- ## Step 9 -->\n## Step 2 <!-- c -->\n",
      ["1 ls", "2 Step 2"]
    ),
    (
      "commands to execute in sentences",
      "Run `docker ps`{{exec}} now:\n\nThen more.\n\n```\nls\n```{{exec}}\n",
      ["1 Run docker ps now [\"docker ps\"]", "2 Then more [\"ls\"]"]
    ),
    (
      "commands to execute below items",
      "1. Look\n\nRun `docker ps`{{exec}}.\n\n2. Rest\n``` ls ```{{copy}}\n",
      ["1 Look [\"docker ps\"]", "2 Rest [\"ls\"]"]
    ),
    ("no steps", "# T\n\ntext\n\n- a\n- b\n\nStep 1/3 : FROM x", []),
    ("nothing", "", []),
  ])
  func `steps are found as people write them`(style: String, text: String, expected: [String]) {
    #expect(outline(text) == expected)
  }

  @Test func `prose between two steps leads to the second, and fences belong to the first`() {
    let steps = chapter(
      "intro\n\n1. a\n\n```sh\nls\n```\n\nnext\n\n## H\n\n2. b\n\n| t |\n|---|\n\nlast\n"
    ).steps
    #expect(steps.map(\.leadIn.count) == [0, 2])
    #expect(steps.map(\.body.count) == [2, 1])
  }

  @Test func `an explanation that is numbered too stays where it stands`() {
    let steps = chapter("1. a\n\n2. b\n\nWhat happens:\n\n1. looks\n2. pulls\n\n3. c\n\n4. d\n").steps
    #expect(steps.map(\.number) == [1, 2, 3, 4])
    #expect(steps.map(\.leadIn.count) == [0, 0, 3, 0])
  }

  @Test func `the title, the text before and the text after are kept apart`() {
    let chapter = chapter("# Title\n\nintro\n\n1. a\n\nend\n\nbye\n")
    #expect(chapter.title == "Title")
    #expect(chapter.introduction.count == 1)
    #expect(chapter.closing.count == 2)
    #expect(chapter.style == .numberedItems)
  }

  @Test func `a step knows the place of its number`() {
    let places = chapter("# 題\n\n1. a\n\n  2. b\n\n三\n\n3. c\n").steps.map(\.place.description)
    #expect(places == ["c.md:3:1", "c.md:5:3", "c.md:9:1"])
  }

  @Test func `numbers go on from one file of a chapter to the next`() {
    let chapter = Chapter(reading: [
      LessonSource(path: "1.md", text: "# T\n1. a\n2. b"), LessonSource(path: "2.md", text: "text\n\n3. c"),
    ])
    #expect(chapter.steps.map(\.place.description) == ["1.md:2:1", "1.md:3:1", "2.md:3:1"])
  }

  @Test(arguments: [
    ("```sh\nls # all\n# note\n\npwd\n```", ["ls # all", "pwd"]),
    ("```console\n$ ls\na b\n$ pwd\n/root\n```", ["ls", "pwd"]),
    ("```\n$ ls\n```", ["ls"]),
    ("```\nls\n```", ["ls"]),
    ("```\na b\n```", []),
    ("```text\na b\n```", []),
    ("```sh\ndocker run \\\n  -d x\nls\n```", ["docker run \\\n-d x", "ls"]),
    ("```console\n$ docker run \\\n> -d x\nabc\n```", ["docker run \\\n-d x"]),
    ("```sh\ncat <<EOF > f\nFROM x\nEOF\nls\n```", ["cat <<EOF > f\nFROM x\nEOF", "ls"]),
    ("```sh\ncat <<EOF > f\nFROM x\n```", ["cat <<EOF > f", "FROM x"]),
    ("```sh\nls # it's all\necho 'a\nb'\npwd\n```", ["ls # it's all", "echo 'a\nb'", "pwd"]),
    ("```sh\nfor i in 1 2\ndo\n  ls\ndone\npwd\n```", ["for i in 1 2\ndo\nls\ndone", "pwd"]),
    ("```sh\ncat <<A; cat <<B\n1\nA\n2\nB\nls\n```", ["cat <<A; cat <<B\n1\nA\n2\nB", "ls"]),
    ("```sh\nREPOSITORY   TAG\nnginx        v1\n```", []),
    (
      "```sh\ndocker ps\nCONTAINER ID   IMAGE\n4f1c2d3e4a5b   nginx\n\ndocker stop web\n```",
      ["docker ps", "docker stop web"]
    ),
    ("```docker\nFROM nginx\nRUN ls\n```", []),
    ("```dockerfile\nFROM nginx\n```", []),
    ("```yaml\na: b\n```", []),
    ("```.term1\ndocker ps\n```", ["docker ps"]),
    ("```\n# docker ps\n# docker で一覧を見る\n```", ["docker ps"]),
    ("```\n> docker ps\n```", ["docker ps"]),
    ("```sh\n$ docker ps\r\n$ ls\n```", ["docker ps", "ls"]),
    (
      "```\nme@box:~/lab$ docker ps\n[me@box lab]$ ls\nbash-5.1# id\nlabex:project/ $ pwd\n❯ date\n```",
      ["docker ps", "ls", "id", "pwd", "date"]
    ),
  ])
  func `commands are told from what is printed`(fence: String, commands: [String]) {
    #expect(chapter("1. a\n\n\(fence)\n").steps[0].commands.map(\.line) == commands)
  }
}
