#!/usr/bin/env python3
"""UDPipe 1 beside Entente: trained on the same treebanks, scored by the same command.

    pip install ufal.udpipe
    python3 xtask/peers/udpipe.py train ../shared/treebanks udpipe.model     # about an hour on one core
    python3 xtask/peers/udpipe.py parse udpipe.model ../shared/treebanks/en_ewt_dev.conllu udpipe.conllu
    cargo run --release -- eval ../shared/treebanks/en_ewt_dev.conllu --system udpipe.conllu

`parse` keeps the gold tokens and prints the speed on one core.
"""

import sys
import time
from pathlib import Path

from ufal import udpipe

CONLLU = udpipe.InputFormat.newInputFormat


def sentences(path):
    reader = CONLLU("conllu")
    reader.setText(Path(path).read_text(encoding="utf-8"))
    error = udpipe.ProcessingError()
    found = udpipe.Sentences()
    while True:
        sentence = udpipe.Sentence()
        if not reader.nextSentence(sentence, error):
            break
        found.append(sentence)
    if error.occurred():
        sys.exit(f"{path}: {error.message}")
    return found


def train(folder, out):
    data = udpipe.Sentences()
    for name in ["en_ewt_train.conllu", "gum_open_train.conllu"]:
        for sentence in sentences(Path(folder) / name):
            data.append(sentence)
    error = udpipe.ProcessingError()
    none, default = udpipe.Trainer.NONE, udpipe.Trainer.DEFAULT
    # One model for tags and lemmas, and ten rounds instead of twenty: the defaults take hours on this much data, and the
    # tagger's accuracy hardly moves after ten.
    tagger = "models=1;templates_1=tagger;iterations_1=10"
    model = udpipe.Trainer.train("morphodita_parsito", data, udpipe.Sentences(), none, tagger, default, error)
    if error.occurred():
        sys.exit(error.message)
    Path(out).write_bytes(model)


def parse(model, path, out):
    loaded = udpipe.Model.load(model)
    text = Path(path).read_text(encoding="utf-8")
    words = sum(line.split("\t")[0].isdigit() for line in text.splitlines())
    # Sentences taken out of the library's own list are copies: the pipeline writes what it finds.
    pipeline = udpipe.Pipeline(loaded, "conllu", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    error = udpipe.ProcessingError()
    start = time.perf_counter()
    result = pipeline.process(text, error)
    seconds = time.perf_counter() - start
    if error.occurred():
        sys.exit(error.message)
    Path(out).write_text(result, encoding="utf-8")
    print(f"{words} words, {words / seconds:.0f} words a second")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    {"train": train, "parse": parse}[command](*arguments)
