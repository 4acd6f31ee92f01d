// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "descriptionmistakes.h"
#include "schema.h"
#include "shipped.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int NotInstalled = 77;

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Every word of a schema that stands where a keyword may stand.
void collectKeywords(const QJsonObject &schema, QStringList &keywords)
{
    for (auto it = schema.begin(); it != schema.end(); ++it) {
        keywords.append(it.key());
        const QJsonObject inner = it.value().toObject();
        if (it.key() == "properties"_L1 || it.key() == "$defs"_L1) {
            for (const QJsonValue &each : inner) {
                collectKeywords(each.toObject(), keywords);
            }
        } else if (it.value().isObject()) {
            collectKeywords(inner, keywords);
        }
    }
}

} // namespace

/// The schema is what it says, JSON Schema, and our interpreter of it agrees with another one.
class TestDescriptionSchema : public QObject
{
    Q_OBJECT

private:
    const QString m_schema = u":/backends/schema.json"_s;

private Q_SLOTS:
    void initTestCase() { registerShippedBackends(); }

    void onlyKnownKeywordsAreUsed()
    {
        QStringList used;
        collectKeywords(QJsonDocument::fromJson(textOf(m_schema)).object(), used);
        QVERIFY(used.size() > 100);
        for (const QString &keyword : used) {
            QVERIFY2(Schema::keywords().contains(keyword), qPrintable(keyword));
        }
    }

    void patternsHaveWords()
    {
        QList<QJsonValue> open{QJsonDocument::fromJson(textOf(m_schema)).object()};
        int patterns = 0;
        while (!open.isEmpty()) {
            const QJsonValue value = open.takeLast();
            const QJsonObject object = value.toObject();
            if (object.value("pattern"_L1).isString()) {
                ++patterns;
                QVERIFY2(!object.value("x-problem"_L1).toString().isEmpty() &&
                             !object.value("x-cure"_L1).toString().isEmpty(),
                         qPrintable(object.value("pattern"_L1).toString()));
            }
            for (const QJsonValue &inner : object) {
                open.append(inner);
            }
        }
        QVERIFY(patterns > 10);
    }

    void anotherValidatorAgrees()
    {
        QTemporaryDir folder;
        QStringList arguments{
            QStringLiteral(ORGKEEPER_SOURCE_DIR "/tests/unit/backends/check_schema.py")};
        QStringList expected{u"schema good"_s};
        const auto add = [&](const QString &name, const QByteArray &text, bool good) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            arguments.append(file.fileName());
            expected.append(name + (good ? u" accepted"_s : u" rejected"_s));
        };
        add(u"schema.json"_s, textOf(m_schema), true);
        expected.removeLast(); // the schema itself is named first, not checked against itself
        QVERIFY(!shippedFiles().isEmpty());
        for (const QString &name : shippedFiles()) {
            add(name, textOf(u":/backends/"_s + name), true);
        }
        add(u"wiki.json"_s, wikiText(), true);
        for (const Mistake &mistake : mistakes()) {
            if (mistake.finder != Mistake::Finder::Json) {
                const bool good = mistake.finder == Mistake::Finder::Own;
                add(QString::fromUtf8(mistake.name).replace(u' ', u'-') + u".json"_s,
                    wikiText().replace(mistake.from, mistake.to), good);
            }
        }
        QProcess python;
        python.start(u"python3"_s, arguments);
        if (!python.waitForFinished(60000) || python.exitCode() == NotInstalled) {
            const char *const why = "python3 with python3-jsonschema does not run: the schema was "
                                    "not checked by another validator";
            if (qEnvironmentVariable("CI") == "true"_L1) {
                QFAIL(why);
            }
            QSKIP(why);
        }
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        const QString said = QString::fromUtf8(python.readAllStandardOutput()).trimmed();
        QCOMPARE(said.split(u'\n'), expected);
    }
};

QTEST_GUILESS_MAIN(TestDescriptionSchema)
#include "tst_descriptionschema.moc"
