(ns metabase.driver.caresql
  "CareSQL for Metabase: how to connect, what the types are, and how dates are cut and counted."
  (:require
   [clojure.string :as str]
   [metabase.driver :as driver]
   [metabase.driver.sql-jdbc.connection :as sql-jdbc.conn]
   [metabase.driver.sql-jdbc.sync :as sql-jdbc.sync]
   [metabase.driver.sql.query-processor :as sql.qp]))

(driver/register! :caresql, :parent :sql-jdbc)

(doseq [[feature supported?] {:basic-aggregations              true
                              :binning                         true
                              :case-sensitivity-string-filter-options true
                              :convert-timezone                false
                              :datetime-diff                   true
                              :expression-aggregations         true
                              :expressions                     true
                              :full-join                       true
                              :inner-join                      true
                              :left-join                       true
                              :metadata/key-constraints        true
                              :native-parameters               true
                              :nested-queries                  true
                              :now                             true
                              :percentile-aggregations         true
                              :right-join                      true
                              :schemas                         true
                              :set-timezone                    false
                              :standard-deviation-aggregations true
                              :temporal-extract                true
                              :uploads                         false}]
  (defmethod driver/database-supports? [:caresql feature] [_driver _feature _database] supported?))

;; DATE_TRUNC cuts weeks on Mondays.
(defmethod driver/db-start-of-week :caresql [_driver] :monday)

;; Times of a model are UTC.
(defmethod driver/db-default-timezone :caresql [_driver _database] "UTC")

(defmethod sql-jdbc.conn/connection-details->spec :caresql
  [_driver {:keys [model fan-out as-of additional-options]}]
  {:classname   "dev.caresql.jdbc.CareDriver"
   :subprotocol "caresql"
   :subname     (str/join ";" (cond-> [model]
                                (not (str/blank? fan-out))            (conj (str "fanOut=" fan-out))
                                (not (str/blank? as-of))              (conj (str "asOf=" as-of))
                                (not (str/blank? additional-options)) (conj additional-options)))})

(defmethod sql-jdbc.sync/database-type->base-type :caresql
  [_driver database-type]
  ({:BOOLEAN                    :type/Boolean
    :TINYINT                    :type/Integer
    :SMALLINT                   :type/Integer
    :INTEGER                    :type/Integer
    :BIGINT                     :type/BigInteger
    :DECIMAL                    :type/Decimal
    :REAL                       :type/Float
    :DOUBLE                     :type/Float
    :VARCHAR                    :type/Text
    :DATE                       :type/Date
    :TIME                       :type/Time
    :TIMESTAMP                  :type/DateTime
    (keyword "TIMESTAMP WITH TIME ZONE") :type/DateTimeWithTZ}
   database-type))

(defmethod sql-jdbc.sync/excluded-schemas :caresql [_driver] #{"information_schema" "metadata"})

(defn- timestamp [expr] [:cast expr :timestamp])
(defn- trunc [unit expr] [:date_trunc [:inline unit] (timestamp expr)])
(defn- part [unit expr] [:cast [:date_part [:inline unit] (timestamp expr)] :integer])

(defmethod sql.qp/date [:caresql :default] [_driver _unit expr] expr)
(defmethod sql.qp/date [:caresql :minute] [_driver _unit expr] (trunc "minute" expr))
(defmethod sql.qp/date [:caresql :hour] [_driver _unit expr] (trunc "hour" expr))
(defmethod sql.qp/date [:caresql :day] [_driver _unit expr] [:cast expr :date])
(defmethod sql.qp/date [:caresql :week] [driver _unit expr] (sql.qp/adjust-start-of-week driver (partial trunc "week") expr))
(defmethod sql.qp/date [:caresql :month] [_driver _unit expr] (trunc "month" expr))
(defmethod sql.qp/date [:caresql :quarter] [_driver _unit expr] (trunc "quarter" expr))
(defmethod sql.qp/date [:caresql :year] [_driver _unit expr] (trunc "year" expr))
(defmethod sql.qp/date [:caresql :minute-of-hour] [_driver _unit expr] (part "minute" expr))
(defmethod sql.qp/date [:caresql :hour-of-day] [_driver _unit expr] (part "hour" expr))
(defmethod sql.qp/date [:caresql :day-of-week] [driver _unit expr] (sql.qp/adjust-day-of-week driver (part "isodow" expr)))
(defmethod sql.qp/date [:caresql :day-of-month] [_driver _unit expr] (part "day" expr))
(defmethod sql.qp/date [:caresql :day-of-year] [_driver _unit expr] (part "doy" expr))
(defmethod sql.qp/date [:caresql :week-of-year-iso] [_driver _unit expr] (part "week" expr))
(defmethod sql.qp/date [:caresql :month-of-year] [_driver _unit expr] (part "month" expr))
(defmethod sql.qp/date [:caresql :quarter-of-year] [_driver _unit expr] (part "quarter" expr))
(defmethod sql.qp/date [:caresql :year-of-era] [_driver _unit expr] (part "year" expr))

(defmethod sql.qp/add-interval-honeysql-form :caresql
  [_driver expr amount unit]
  [:timestampadd [:raw (str/upper-case (name unit))] [:inline (long amount)] (timestamp expr)])

(defmethod sql.qp/current-datetime-honeysql-form :caresql [_driver] [:raw "LOCALTIMESTAMP"])

(defmethod sql.qp/unix-timestamp->honeysql [:caresql :seconds]
  [_driver _precision expr]
  [:timestampadd [:raw "SECOND"] expr [:raw "TIMESTAMP '1970-01-01 00:00:00'"]])

;; Metabase counts whole units between two times.
(doseq [unit [:year :quarter :month :week :day :hour :minute :second]]
  (defmethod sql.qp/datetime-diff [:caresql unit]
    [_driver _unit x y]
    [:timestampdiff [:raw (str/upper-case (name unit))] (timestamp x) (timestamp y)]))

(defmethod sql.qp/->honeysql [:caresql :median]
  [driver [_ expr]]
  (sql.qp/->honeysql driver [:percentile expr 0.5]))

(defmethod sql.qp/->honeysql [:caresql :percentile]
  [driver [_ expr p]]
  [:within-group [:percentile_cont [:inline p]] {:order-by [(sql.qp/->honeysql driver expr)]}])
